-- Roles for a store on PostgreSQL, so that not even the program can change what stands in the audit.
--
--   bordertrade_owner   owns the tables and takes the steps of a new release
--   bordertrade_app     what servers use: adds to the audit, and changes or removes nothing in it
--   bordertrade_reader  only reads: for backups
--
-- In a database of its own, as a superuser:
--
--   1. psql --dbname=trade -f roles.sql         then give each role its password: \password bordertrade_app
--   2. BORDERTRADE_DATABASE_URL=postgresql://bordertrade_owner:…@db/trade python -m bordertrade versions
--   3. psql --dbname=trade -f roles.sql         once more: the rights on what step 2 has made
--
-- Servers use postgresql://bordertrade_app:…@db/trade. Steps 2 and 3 again with each release, before its
-- servers start; who forgets step 3 is told that the store may not be written to.

\set ON_ERROR_STOP on

SELECT format('CREATE ROLE %I LOGIN', name)
FROM (VALUES ('bordertrade_owner'), ('bordertrade_app'), ('bordertrade_reader')) AS wanted (name)
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name)
\gexec

BEGIN;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO bordertrade_owner;
GRANT USAGE ON SCHEMA public TO bordertrade_app, bordertrade_reader;

-- A store that was made before it had roles changes hands.
SELECT format('ALTER TABLE public.%I OWNER TO bordertrade_owner', tablename)
FROM pg_tables WHERE schemaname = 'public' AND tableowner <> 'bordertrade_owner'
\gexec

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, bordertrade_app, bordertrade_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO bordertrade_app, bordertrade_reader;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO bordertrade_app;

-- The audit only grows, the end of its chain only moves, and the steps of the tables are the owner's.
SELECT CASE tablename
    WHEN 'audit' THEN 'GRANT INSERT ON public.audit TO bordertrade_app'
    WHEN 'head' THEN 'GRANT UPDATE (entries, tip) ON public.head TO bordertrade_app'
    ELSE format('GRANT INSERT, UPDATE, DELETE ON public.%I TO bordertrade_app', tablename)
END
FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'
\gexec

COMMIT;
