-- Names that acme-paris lets through, for the device dns. Written by Sallyport; what is changed by hand is lost.
-- To install, and for later lists (version 5: pihole restartdns reload-lists):
--   pihole-FTL sqlite3 /etc/pihole/gravity.db < domainlist.sql && pihole reloadlists
-- To remove:
--   pihole-FTL sqlite3 /etc/pihole/gravity.db "DELETE FROM domainlist WHERE comment LIKE 'sallyport:%'" &&
--     pihole reloadlists
-- Allow entries of others and subscribed allowlists let names through as well: look for them in Pi-hole.

.bail on
BEGIN TRANSACTION;
DELETE FROM domainlist WHERE comment LIKE 'sallyport:%';

-- type 0 is an exact allow, 2 a regular expression that allows, 3 one that denies: it comes last
INSERT INTO domainlist (type, domain, comment) VALUES (3, '.*', 'sallyport: every name that nothing allows') ON CONFLICT (domain, type) DO UPDATE SET enabled = 1, comment = excluded.comment;
INSERT INTO domainlist (type, domain, comment) VALUES (2, '\.cloudfront\.net$', 'sallyport: *.cloudfront.net sophos-central/central fr:19') ON CONFLICT (domain, type) DO UPDATE SET enabled = 1, comment = excluded.comment;
INSERT INTO domainlist (type, domain, comment) VALUES (2, '\.example\.org$', 'sallyport: *.example.org site:6 ticket 1234: café') ON CONFLICT (domain, type) DO UPDATE SET enabled = 1, comment = excluded.comment;
INSERT INTO domainlist (type, domain, comment) VALUES (2, '\.sophos\.com$', 'sallyport: *.sophos.com sophos-central/central fr:20') ON CONFLICT (domain, type) DO UPDATE SET enabled = 1, comment = excluded.comment;
INSERT INTO domainlist (type, domain, comment) VALUES (0, 'az416426.vo.msecnd.net', 'sallyport: az416426.vo.msecnd.net sophos-central/central fr:17') ON CONFLICT (domain, type) DO UPDATE SET enabled = 1, comment = excluded.comment;
INSERT INTO domainlist (type, domain, comment) VALUES (0, 'dc.services.visualstudio.com', 'sallyport: dc.services.visualstudio.com sophos-central/central fr:18') ON CONFLICT (domain, type) DO UPDATE SET enabled = 1, comment = excluded.comment;
INSERT INTO domainlist (type, domain, comment) VALUES (0, 'kinesis.us-west-2.amazonaws.com', 'sallyport: kinesis.us-west-2.amazonaws.com sophos-central/mtr fr:131') ON CONFLICT (domain, type) DO UPDATE SET enabled = 1, comment = excluded.comment;
INSERT INTO domainlist (type, domain, comment) VALUES (0, 'prod.endpointintel.darkbytes.io', 'sallyport: prod.endpointintel.darkbytes.io sophos-central/mtr fr:130') ON CONFLICT (domain, type) DO UPDATE SET enabled = 1, comment = excluded.comment;
INSERT INTO domainlist (type, domain, comment) VALUES (0, 'sophos.com', 'sallyport: sophos.com sophos-central/central fr:15') ON CONFLICT (domain, type) DO UPDATE SET enabled = 1, comment = excluded.comment;
INSERT INTO domainlist (type, domain, comment) VALUES (2, '^tf-presigned-url-eu-west-1-prod-[a-z0-9_-]*-bucket\.s3\.eu-west-1\.amazonaws\.com$', 'sallyport: tf-presigned-url-eu-west-1-prod-*-bucket.s3.eu-west-1.amazonaws.com sophos-central/ad-sync fr:97') ON CONFLICT (domain, type) DO UPDATE SET enabled = 1, comment = excluded.comment;

-- an entry that was there before may lack the group of all clients
INSERT OR IGNORE INTO domainlist_by_group (domainlist_id, group_id)
  SELECT id, 0 FROM domainlist WHERE comment LIKE 'sallyport:%';
COMMIT;
