-- Orders that were placed together stand on one page and take their steps together: it needs room for
-- the next version of each of them at once, or a step moves to another page and costs the index an
-- entry. Holds for new pages; a table that is mostly moved rows is no smaller without it.
ALTER TABLE orders SET (fillfactor = 40);
