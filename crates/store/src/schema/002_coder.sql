-- Schema 2: which coder read a document, as records name it. Desks of schema 1 knew one.

ALTER TABLE documents ADD COLUMN coder TEXT NOT NULL DEFAULT 'rules';
