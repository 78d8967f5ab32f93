/** PostgreSQL: an embedded server, users and schemas, migrations, pools. */
package bakery.platform.postgres;
