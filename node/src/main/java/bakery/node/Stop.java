package bakery.node;

import java.lang.reflect.Proxy;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * SIGTERM and Ctrl-C: the first asks to stop, the second does not ask. Java's own way, a shutdown
 * hook, could neither exit with 0 nor hear a second signal. {@code sun.misc.Signal} is reached by
 * reflection because javac warns of its name in a way that cannot be answered.
 */
final class Stop {
  private static final int AT_ONCE = 130;
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicBoolean asked = new AtomicBoolean();

  private Stop() {}

  static Stop onSignal() {
    var stop = new Stop();
    try {
      var signal = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      var asking =
          Proxy.newProxyInstance(
              Stop.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) stop.ask();
                return null;
              });
      for (var name : new String[] {"TERM", "INT"}) {
        signal
            .getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), asking);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java lets nobody handle signals", e);
    }
    return stop;
  }

  /** Until it is asked, or until there is nothing left to stop. */
  void await() throws InterruptedException {
    released.await();
  }

  /** There is nothing left to stop. */
  void release() {
    released.countDown();
  }

  /**
   * Ends this JVM with the code whatever still hangs then, such as a cluster that cannot be left.
   */
  static void within(int seconds, int code) {
    var halt =
        new TimerTask() {
          @Override
          public void run() {
            Runtime.getRuntime().halt(code);
          }
        };
    new Timer("exit", true).schedule(halt, TimeUnit.SECONDS.toMillis(seconds));
  }

  private void ask() {
    if (!asked.compareAndSet(false, true)) Runtime.getRuntime().halt(AT_ONCE);
    released.countDown();
  }
}
