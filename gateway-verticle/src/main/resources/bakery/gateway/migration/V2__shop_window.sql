-- What all gateways share besides orders.

-- Made by whichever gateway starts first; tracking tokens are derived from it.
create table secret (
  name text primary key,
  value bytea not null
);

-- The last menu that a kitchen told us: sold from while the kitchens are away. One row.
create table menu (
  one boolean primary key default true check (one),
  version bigint not null,
  products jsonb not null
);
