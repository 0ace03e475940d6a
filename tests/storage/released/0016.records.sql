BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0016');
CREATE TABLE resource_use (
	tenant_id TEXT NOT NULL, 
	app_id TEXT NOT NULL, 
	resource_id TEXT NOT NULL, 
	shard INTEGER NOT NULL, 
	hour DATETIME NOT NULL, 
	tokens BIGINT NOT NULL, 
	tokens_before BIGINT NOT NULL, 
	last_at DATETIME NOT NULL, 
	CONSTRAINT pk_resource_use PRIMARY KEY (tenant_id, app_id, resource_id, shard)
);
INSERT INTO "resource_use" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','00000002-0000-4000-8000-000000000063','00000002-0000-4000-8000-000000000072',0,'2026-06-01 12:00:00.000000',1,0,'2026-06-01 12:01:37.000000');
CREATE TABLE sign_in_checkpoints (
	tenant_id TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	link BLOB NOT NULL, 
	at DATETIME NOT NULL, 
	is_base BOOLEAN NOT NULL, 
	key_id TEXT NOT NULL, 
	signature TEXT NOT NULL, 
	CONSTRAINT pk_sign_in_checkpoints PRIMARY KEY (tenant_id, seq)
);
CREATE TABLE sign_in_hours (
	tenant_id TEXT NOT NULL, 
	hour DATETIME NOT NULL, 
	error_code INTEGER NOT NULL, 
	shard INTEGER NOT NULL, 
	count BIGINT NOT NULL, 
	CONSTRAINT pk_sign_in_hours PRIMARY KEY (tenant_id, hour, error_code, shard)
);
INSERT INTO "sign_in_hours" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','2026-06-01 12:00:00.000000',0,0,1);
CREATE TABLE sign_ins (
	tenant_id TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	sign_in_id TEXT NOT NULL, 
	correlation_id TEXT NOT NULL, 
	app_id TEXT NOT NULL, 
	document TEXT NOT NULL, seq BIGINT, link BLOB, 
	CONSTRAINT pk_sign_ins PRIMARY KEY (tenant_id, at, sign_in_id)
);
INSERT INTO "sign_ins" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','2026-06-01 12:01:37.000000','0000000a-0000-4000-8000-000000000061','00000009-0000-4000-8000-000000000061','00000002-0000-4000-8000-000000000063','{"app_display_name":"Daemon","service_principal_id":"00000004-0000-4000-8000-000000000063","resource_id":"00000002-0000-4000-8000-000000000072","resource_display_name":"API","credential_type":"clientSecret","credential_key_id":"00000005-0000-4000-8000-000000000031","roles":["Tasks.Read"],"unique_token_identifier":"uti","error_code":0,"failure_reason":"","ip_address":"192.0.2.1","user_agent":"MSAL","latency_us":700,"user":null}',NULL,NULL);
CREATE INDEX ix_sign_ins_tenant_id_app_id_at ON sign_ins (tenant_id, app_id, at);
CREATE INDEX ix_sign_ins_tenant_id_correlation_id_at ON sign_ins (tenant_id, correlation_id, at);
CREATE INDEX ix_resource_use_busy ON resource_use (tenant_id, hour) WHERE tokens >= 4 OR tokens_before >= 4;
CREATE INDEX ix_sign_ins_unsealed ON sign_ins (tenant_id, at, sign_in_id) WHERE seq IS NULL;
CREATE INDEX ix_sign_ins_sealed ON sign_ins (tenant_id, seq) WHERE seq IS NOT NULL;
COMMIT;
