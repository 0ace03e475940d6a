BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE sign_ins (
	tenant_id TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	sign_in_id TEXT NOT NULL, 
	correlation_id TEXT NOT NULL, 
	app_id TEXT NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_sign_ins PRIMARY KEY (tenant_id, at, sign_in_id)
);
INSERT INTO "sign_ins" VALUES('9bbda4cb-edff-49c6-be5e-7182ea85188e','2026-06-01 12:01:37.000000','0000000a-0000-4000-8000-000000000061','00000009-0000-4000-8000-000000000061','00000002-0000-4000-8000-000000000063','{"app_display_name":"Daemon","service_principal_id":"00000004-0000-4000-8000-000000000063","resource_id":"00000002-0000-4000-8000-000000000072","resource_display_name":"API","credential_type":"clientSecret","credential_key_id":"00000005-0000-4000-8000-000000000031","roles":["Tasks.Read"],"unique_token_identifier":"uti","error_code":0,"failure_reason":"","ip_address":"192.0.2.1","user_agent":"MSAL","latency_us":700}');
CREATE INDEX ix_sign_ins_tenant_id_app_id_at ON sign_ins (tenant_id, app_id, at);
CREATE INDEX ix_sign_ins_tenant_id_correlation_id_at ON sign_ins (tenant_id, correlation_id, at);
COMMIT;
