-- What is on the menu, what it costs (tax included) and what it takes to make it.
CREATE TABLE product (
  id                  text     PRIMARY KEY,
  position            smallint NOT NULL UNIQUE,
  name                text     NOT NULL,
  category            text     NOT NULL,
  price_minor         bigint   NOT NULL CHECK (price_minor >= 0),
  currency            text     NOT NULL DEFAULT 'GBP',
  tax_basis_points    int      NOT NULL CHECK (tax_basis_points >= 0),
  allergens           text[]   NOT NULL,
  station             text     NOT NULL,
  preparation_seconds int      NOT NULL CHECK (preparation_seconds >= 0),
  baking_seconds      int      NOT NULL CHECK (baking_seconds >= 0),
  available           boolean  NOT NULL DEFAULT true
);

-- One row. Whoever changes a product adds one in the same transaction: changes take turns here, so
-- a reader of version n sees all changes up to n and none beyond.
CREATE TABLE menu_version (
  one     boolean PRIMARY KEY DEFAULT true CHECK (one),
  version bigint  NOT NULL
);
INSERT INTO menu_version (version) VALUES (1);

-- Tax as in the UK: cold food to take away, bread and cakes 0; hot food, drinks, confectionery and
-- goods 20 %.
INSERT INTO product (position, id, name, category, price_minor, tax_basis_points, allergens,
                     station, preparation_seconds, baking_seconds)
VALUES
  -- breads
  ( 1, 'bread',       'Bread',              'breads', 320, 0, '{gluten}',             'oven', 20, 1500),
  ( 2, 'baguette',    'Baguette',           'breads', 250, 0, '{gluten}',             'oven', 15, 1200),
  ( 3, 'farm-house',  'Farm House',         'breads', 380, 0, '{gluten}',             'oven', 25, 1800),
  ( 4, 'scandinavian','Scandinavian',       'breads', 400, 0, '{gluten,sesame}',      'oven', 25, 1800),
  ( 5, 'sourdough',   'Sourdough',          'breads', 420, 0, '{gluten}',             'oven', 30, 1800),
  ( 6, 'rye-bread',   'Rye bread',          'breads', 390, 0, '{gluten}',             'oven', 25, 1800),
  ( 7, 'focaccia',    'Focaccia',           'breads', 350, 0, '{gluten}',             'oven', 30, 1080),
  ( 8, 'bread-rolls', 'Bread rolls',        'breads', 180, 0, '{gluten,milk}',        'oven', 15, 900),
  -- sweet breads
  (20, 'croissant',        'Croissant',         'sweet-breads', 220, 0, '{gluten,milk,eggs}',      'oven', 10, 900),
  (21, 'pain-au-chocolat', 'Pain au chocolat',  'sweet-breads', 260, 0, '{gluten,milk,eggs,soya}', 'oven', 10, 900),
  (22, 'medialuna',        'Medialuna',         'sweet-breads', 200, 0, '{gluten,milk,eggs}',      'oven', 10, 840),
  (23, 'pastry',           'Pastry',            'sweet-breads', 240, 0, '{gluten,milk,eggs}',      'oven', 15, 900),
  (24, 'puff',             'Puff',              'sweet-breads', 280, 0, '{gluten,milk,eggs}',      'oven', 15, 1080),
  (25, 'scone',            'Scone',             'sweet-breads', 230, 0, '{gluten,milk,eggs}',      'oven', 15, 780),
  (26, 'brioche',          'Brioche',           'sweet-breads', 300, 0, '{gluten,milk,eggs}',      'oven', 15, 1200),
  (27, 'cinnamon-bun',     'Cinnamon bun',      'sweet-breads', 290, 0, '{gluten,milk,eggs}',      'oven', 20, 1080),
  -- pizzas
  (40, 'pizza-margherita', 'Pizza Margherita',  'pizzas',  950, 2000, '{gluten,milk}',      'pizza-oven', 120, 300),
  (41, 'pizza-marinara',   'Pizza Marinara',    'pizzas',  850, 2000, '{gluten}',           'pizza-oven', 100, 300),
  (42, 'pizza-funghi',     'Pizza Funghi',      'pizzas', 1050, 2000, '{gluten,milk}',      'pizza-oven', 140, 320),
  (43, 'pizza-salami',     'Pizza Salami',      'pizzas', 1100, 2000, '{gluten,milk}',      'pizza-oven', 130, 320),
  (44, 'pizza-napoli',     'Pizza Napoli',      'pizzas', 1080, 2000, '{gluten,milk,fish}', 'pizza-oven', 130, 320),
  (45, 'pizza-vegan',      'Pizza Vegan',       'pizzas', 1020, 2000, '{gluten,soya}',      'pizza-oven', 140, 320),
  -- cakes
  (60, 'cake',       'Cake',       'cakes', 340, 0,    '{gluten,milk,eggs}',      'oven',    30, 1800),
  (61, 'brownie',    'Brownie',    'cakes', 290, 0,    '{gluten,milk,eggs,nuts}', 'oven',    15, 1500),
  (62, 'cookies',    'Cookies',    'cakes', 220, 0,    '{gluten,milk,eggs}',      'oven',    10, 720),
  (63, 'alfajores',  'Alfajores',  'cakes', 260, 0,    '{gluten,milk,eggs}',      'oven',    20, 600),
  -- confectionery
  (70, 'truffles',   'Truffles',   'confectionery', 350, 2000, '{milk,soya}',     'counter', 20, 0),
  (71, 'fudge',      'Fudge',      'confectionery', 300, 2000, '{milk}',          'counter', 20, 0),
  -- food
  (80, 'sandwich',             'Sandwich',             'food', 540, 0,    '{gluten,milk,eggs}',   'counter', 150, 0),
  (81, 'the-nomad',            'The Nomad',            'food', 620, 0,    '{gluten,milk}',        'counter', 180, 0),
  (82, 'salad',                'Salad',                'food', 650, 0,    '{nuts,mustard}',       'counter', 150, 0),
  (83, 'granola',              'Granola',              'food', 480, 0,    '{gluten,milk,nuts}',   'counter', 60,  0),
  (84, 'jam',                  'Jam',                  'food', 420, 0,    '{}',                   'counter', 15,  0),
  (85, 'extra-salami-or-feta', 'Extra Salami or Feta', 'food', 150, 0,    '{milk}',               'counter', 20,  0),
  (86, 'toast',                'Toast',                'food', 280, 2000, '{gluten,milk}',        'stove',   30,  180),
  (87, 'soup',                 'Soup',                 'food', 520, 2000, '{celery}',             'stove',   60,  300),
  (88, 'chicken-stew',         'Chicken Stew',         'food', 780, 2000, '{celery}',             'stove',   60,  480),
  (89, 'spanish-brunch',       'Spanish Brunch',       'food', 890, 2000, '{gluten,eggs}',        'stove',   120, 600),
  (90, 'vegan-feast',          'Vegan Feast',          'food', 920, 2000, '{gluten,soya,sesame}', 'stove',   120, 600),
  -- drinks
  (100, 'coffee',        'Coffee',        'drinks', 280, 2000, '{milk}', 'coffee-bar', 60, 0),
  (101, 'tea',           'Tea',           'drinks', 240, 2000, '{}',     'coffee-bar', 30, 180),
  (102, 'hot-chocolate', 'Hot chocolate', 'drinks', 320, 2000, '{milk}', 'coffee-bar', 90, 0),
  (103, 'smoothies',     'Smoothies',     'drinks', 420, 2000, '{}',     'coffee-bar', 120, 0),
  (104, 'juice',         'Juice',         'drinks', 300, 2000, '{}',     'coffee-bar', 60, 0),
  (105, 'coke',          'Coke',          'drinks', 220, 2000, '{}',     'counter',    10, 0),
  (106, 'mineral-water', 'Mineral water', 'drinks', 180, 2000, '{}',     'counter',    10, 0),
  -- goods
  (120, 'tshirt',          'Tshirt',           'goods', 1800, 2000, '{}', 'counter', 20, 0),
  (121, 'nomad-bag',       'Nomad bag',        'goods', 1200, 2000, '{}', 'counter', 20, 0),
  (122, 'postcard',        'Postcard',         'goods',  120, 2000, '{}', 'counter', 10, 0),
  (123, 'valentines-card', 'Valentine''s card','goods',  350, 2000, '{}', 'counter', 10, 0);
