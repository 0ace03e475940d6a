BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0016');
CREATE TABLE app_role_assignments (
	tenant_id TEXT NOT NULL, 
	assignment_id TEXT NOT NULL, 
	principal_id TEXT NOT NULL, 
	resource_id TEXT NOT NULL, 
	app_role_id TEXT NOT NULL, 
	principal_type TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_app_role_assignments PRIMARY KEY (tenant_id, assignment_id), 
	CONSTRAINT fk_app_role_assignments_tenant_id_principal_id FOREIGN KEY(tenant_id, principal_id) REFERENCES service_principals (tenant_id, object_id) ON DELETE CASCADE, 
	CONSTRAINT fk_app_role_assignments_tenant_id_resource_id FOREIGN KEY(tenant_id, resource_id) REFERENCES service_principals (tenant_id, object_id) ON DELETE CASCADE, 
	CONSTRAINT uq_app_role_assignments UNIQUE (tenant_id, principal_id, resource_id, app_role_id)
);
INSERT INTO "app_role_assignments" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','ZySaY1XHEm--UCPJ5wVqhRoPO_5ZnvDHYavmEEmZTeo','bc2b4d8f-1f20-49f3-9f61-d09996f241f2','2e459948-2a9d-4461-b620-7a302557ecc7','03e6aed5-84bb-4e0b-84ee-e3359affb652','ServicePrincipal','2026-11-24 21:17:52.325405');
INSERT INTO "app_role_assignments" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','wkvU2NRyx7rrsuCWr1SlZ312g5XnV_Ozgp9vgaKshbE','bc2b4d8f-1f20-49f3-9f61-d09996f241f2','2e459948-2a9d-4461-b620-7a302557ecc7','5f7f592b-5ca4-4128-b8ee-2fc68a1a8a54','ServicePrincipal','2026-11-24 21:17:52.356142');
INSERT INTO "app_role_assignments" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','QAa__Hf0kM1RAs_Ng_XpaaX9X8msymF-SktJ9Yli4Jw','d347a287-f41f-47db-bb1d-46aa756d6b8b','d2b08ab8-3331-4ede-bd95-1ea44442435b','1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9','ServicePrincipal','2026-11-24 21:17:52.921280');
INSERT INTO "app_role_assignments" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','h2XzRxmvG2wdK1b3XUb_NplgqOdzl0qxx12ZHD5VQjk','d347a287-f41f-47db-bb1d-46aa756d6b8b','d2b08ab8-3331-4ede-bd95-1ea44442435b','06b708a9-e830-4db3-a914-8e69da51d44f','ServicePrincipal','2026-11-24 21:17:52.964825');
INSERT INTO "app_role_assignments" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','a3n6QStWsc6q9wEmNCqEdhka4UT7Hl0rMVtfWcwD9OU','d347a287-f41f-47db-bb1d-46aa756d6b8b','d2b08ab8-3331-4ede-bd95-1ea44442435b','8e8e4742-1d95-4f68-9d56-6ee75648c72a','ServicePrincipal','2026-11-24 21:17:53.016980');
INSERT INTO "app_role_assignments" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','pmPNkWCk_Tz5H_e6F-g5cBgIopiuoE8npIBB9LL-GIw','d347a287-f41f-47db-bb1d-46aa756d6b8b','d2b08ab8-3331-4ede-bd95-1ea44442435b','7ab1d382-f21e-4acd-a863-ba3e13f7da61','ServicePrincipal','2026-11-24 21:17:53.054648');
INSERT INTO "app_role_assignments" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','bNjSGVEqpevWQHpxaNnqi09g9k9IujZ-4LoBElIy8Tk','d347a287-f41f-47db-bb1d-46aa756d6b8b','d2b08ab8-3331-4ede-bd95-1ea44442435b','9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8','ServicePrincipal','2026-11-24 21:17:53.095428');
INSERT INTO "app_role_assignments" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','hhEs89f0ijvhTTeeRLuRqUxvSQvOugDaYWv8aNtesTY','d347a287-f41f-47db-bb1d-46aa756d6b8b','d2b08ab8-3331-4ede-bd95-1ea44442435b','498476ce-e0fe-48b0-b801-37ba7e2685c6','ServicePrincipal','2026-11-24 21:17:53.123464');
INSERT INTO "app_role_assignments" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','TQ4BHT_0WA-YK5usq-OI5X88xb30qadHaqbsPlyT4FE','d347a287-f41f-47db-bb1d-46aa756d6b8b','d2b08ab8-3331-4ede-bd95-1ea44442435b','dbb9058a-0e50-45d7-ae91-66909b5d4664','ServicePrincipal','2026-11-24 21:17:53.160889');
INSERT INTO "app_role_assignments" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','uLcPGRuUCfq4CSr_iW4UbNq_6WuAlj_xjD4keItffIo','d347a287-f41f-47db-bb1d-46aa756d6b8b','d2b08ab8-3331-4ede-bd95-1ea44442435b','be74164b-cff1-491c-8741-e671cb536e13','ServicePrincipal','2026-11-24 21:17:53.201487');
INSERT INTO "app_role_assignments" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','nKfSYN4g7vB9-kDVgKh8iUfMX9VuPwsT7X5Ge_GT6uA','d347a287-f41f-47db-bb1d-46aa756d6b8b','d2b08ab8-3331-4ede-bd95-1ea44442435b','b0afded3-3588-46d8-8b3d-9842eff778da','ServicePrincipal','2026-11-24 21:17:53.241938');
CREATE TABLE application_words (
	tenant_id TEXT NOT NULL, 
	property TEXT NOT NULL, 
	word TEXT NOT NULL, 
	app_id TEXT NOT NULL, 
	CONSTRAINT pk_application_words PRIMARY KEY (tenant_id, property, word, app_id), 
	CONSTRAINT fk_application_words_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id)
);
INSERT INTO "application_words" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','displayname','graph','00000003-0000-0000-c000-000000000000');
INSERT INTO "application_words" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','displayname','microsoft','00000003-0000-0000-c000-000000000000');
INSERT INTO "application_words" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','displayname','api','1d954b16-b91f-4881-abb8-316314efb684');
INSERT INTO "application_words" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','displayname','ciam','1d954b16-b91f-4881-abb8-316314efb684');
INSERT INTO "application_words" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','displayname','todolist','1d954b16-b91f-4881-abb8-316314efb684');
INSERT INTO "application_words" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','displayname','app','843cdebd-b945-4d03-9def-df142d1f46b4');
INSERT INTO "application_words" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','displayname','ciam','843cdebd-b945-4d03-9def-df142d1f46b4');
INSERT INTO "application_words" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','displayname','client','843cdebd-b945-4d03-9def-df142d1f46b4');
INSERT INTO "application_words" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','displayname','daemonry','3457d065-8be0-429d-947c-d00c9605831b');
INSERT INTO "application_words" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','displayname','management','3457d065-8be0-429d-947c-d00c9605831b');
CREATE TABLE applications (
	tenant_id TEXT NOT NULL, 
	object_id TEXT NOT NULL, 
	app_id TEXT NOT NULL, 
	display_name TEXT NOT NULL, 
	display_name_key TEXT NOT NULL, 
	unique_name TEXT, 
	unique_name_key TEXT, 
	created_at DATETIME NOT NULL, 
	deleted_at DATETIME, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_applications PRIMARY KEY (tenant_id, object_id), 
	CONSTRAINT fk_applications_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id), 
	CONSTRAINT uq_applications_tenant_id_app_id UNIQUE (tenant_id, app_id), 
	CONSTRAINT uq_applications_tenant_id_unique_name_key UNIQUE (tenant_id, unique_name_key)
);
INSERT INTO "applications" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','2c490b55-c67b-4a2d-9139-582ecd13e8b7','1d954b16-b91f-4881-abb8-316314efb684','ciam-ToDoList-api','ciam-todolist-api',NULL,NULL,'2026-11-24 21:17:51.666398',NULL,'{"sign_in_audience":"AzureADMyOrg","description":null,"notes":null,"publisher_domain":"contoso.onmicrosoft.com","identifier_uris":["api://1d954b16-b91f-4881-abb8-316314efb684"],"app_roles":[{"role_id":"03e6aed5-84bb-4e0b-84ee-e3359affb652","value":"ToDoList.Read.All","display_name":"ToDoList.Read.All","description":"Allow the app to read every user''s to-do list","allowed_member_types":["Application"],"is_enabled":true},{"role_id":"5f7f592b-5ca4-4128-b8ee-2fc68a1a8a54","value":"ToDoList.ReadWrite.All","display_name":"ToDoList.ReadWrite.All","description":"Allow the app to read and write every user''s to-do list","allowed_member_types":["Application"],"is_enabled":true}],"required_resource_access":[],"key_credentials":[],"trusted_subjects":[],"federated_identity_credentials":[],"token_settings":{"assertion_profile":"entra","certificate_only":false,"access_token_profile":"entra","signing_algorithm":"RS256","sender_constraint":"none","allow_resource_parameter":false,"allow_role_subset":false,"allow_introspection":false,"allow_revocation":false,"continuous_access_evaluation":false},"optional_claims":{"id_token":[],"access_token":[{"name":"idtyp","source":null,"essential":false,"additional_properties":[]}],"saml2_token":[]},"api":{"requested_access_token_version":2,"accept_mapped_claims":null,"known_client_applications":[],"oauth2_permission_scopes":[{"scope_id":"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a21","value":"ToDoList.Read","type":"User","admin_consent_display_name":"Read to-do lists of people","admin_consent_description":"Lets the application read what people have to do.","user_consent_display_name":"Read your to-do list","user_consent_description":"Lets the application read what you have to do.","is_enabled":true},{"scope_id":"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a22","value":"ToDoList.ReadWrite","type":"User","admin_consent_display_name":"Read and change to-do lists of people","admin_consent_description":"Lets the application read and change what people have to do.","user_consent_display_name":"Read and change your to-do list","user_consent_description":"Lets the application read and change what you have to do.","is_enabled":true}],"pre_authorized_applications":[]},"web":{"home_page_url":null,"logout_url":null,"redirect_uris":[],"enable_access_token_issuance":false,"enable_id_token_issuance":false},"info":{"marketing_url":null,"privacy_statement_url":null,"support_url":null,"terms_of_service_url":null},"spa_redirect_uris":[],"public_client_redirect_uris":[],"is_fallback_public_client":null,"is_device_only_auth_supported":null,"group_membership_claims":null,"service_management_reference":null,"tags":[],"is_disabled":null,"oauth2_require_post_response":false,"created_by_app_id":null}');
INSERT INTO "applications" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','39d1a1ce-dd0f-474d-b111-52c486336a62','843cdebd-b945-4d03-9def-df142d1f46b4','ciam-client-app','ciam-client-app',NULL,NULL,'2026-11-24 21:17:52.081683',NULL,'{"sign_in_audience":"AzureADMyOrg","description":null,"notes":null,"publisher_domain":"contoso.onmicrosoft.com","identifier_uris":[],"app_roles":[],"required_resource_access":[{"resource_app_id":"1d954b16-b91f-4881-abb8-316314efb684","resource_access":[{"permission_id":"03e6aed5-84bb-4e0b-84ee-e3359affb652","type":"Role"},{"permission_id":"5f7f592b-5ca4-4128-b8ee-2fc68a1a8a54","type":"Role"}]}],"key_credentials":[],"trusted_subjects":[],"federated_identity_credentials":[],"token_settings":{"assertion_profile":"entra","certificate_only":false,"access_token_profile":"entra","signing_algorithm":"RS256","sender_constraint":"none","allow_resource_parameter":false,"allow_role_subset":false,"allow_introspection":false,"allow_revocation":false,"continuous_access_evaluation":false},"optional_claims":null,"api":{"requested_access_token_version":null,"accept_mapped_claims":null,"known_client_applications":[],"oauth2_permission_scopes":[],"pre_authorized_applications":[]},"web":{"home_page_url":null,"logout_url":null,"redirect_uris":[],"enable_access_token_issuance":false,"enable_id_token_issuance":false},"info":{"marketing_url":null,"privacy_statement_url":null,"support_url":null,"terms_of_service_url":null},"spa_redirect_uris":[],"public_client_redirect_uris":[],"is_fallback_public_client":null,"is_device_only_auth_supported":null,"group_membership_claims":null,"service_management_reference":null,"tags":[],"is_disabled":null,"oauth2_require_post_response":false,"created_by_app_id":null}');
INSERT INTO "applications" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','93bf6686-9179-4767-be4f-5b79ef0418e0','3457d065-8be0-429d-947c-d00c9605831b','daemonry-management','daemonry-management',NULL,NULL,'2026-11-24 21:17:52.389870',NULL,'{"sign_in_audience":"AzureADMyOrg","description":null,"notes":null,"publisher_domain":"contoso.onmicrosoft.com","identifier_uris":[],"app_roles":[],"required_resource_access":[{"resource_app_id":"00000003-0000-0000-c000-000000000000","resource_access":[{"permission_id":"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9","type":"Role"},{"permission_id":"06b708a9-e830-4db3-a914-8e69da51d44f","type":"Role"},{"permission_id":"8e8e4742-1d95-4f68-9d56-6ee75648c72a","type":"Role"},{"permission_id":"7ab1d382-f21e-4acd-a863-ba3e13f7da61","type":"Role"},{"permission_id":"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8","type":"Role"},{"permission_id":"498476ce-e0fe-48b0-b801-37ba7e2685c6","type":"Role"},{"permission_id":"dbb9058a-0e50-45d7-ae91-66909b5d4664","type":"Role"},{"permission_id":"be74164b-cff1-491c-8741-e671cb536e13","type":"Role"},{"permission_id":"b0afded3-3588-46d8-8b3d-9842eff778da","type":"Role"}]}],"key_credentials":[],"trusted_subjects":[],"federated_identity_credentials":[],"token_settings":{"assertion_profile":"entra","certificate_only":false,"access_token_profile":"entra","signing_algorithm":"RS256","sender_constraint":"none","allow_resource_parameter":false,"allow_role_subset":false,"allow_introspection":false,"allow_revocation":false,"continuous_access_evaluation":false},"optional_claims":null,"api":{"requested_access_token_version":null,"accept_mapped_claims":null,"known_client_applications":[],"oauth2_permission_scopes":[],"pre_authorized_applications":[]},"web":{"home_page_url":null,"logout_url":null,"redirect_uris":[],"enable_access_token_issuance":false,"enable_id_token_issuance":false},"info":{"marketing_url":null,"privacy_statement_url":null,"support_url":null,"terms_of_service_url":null},"spa_redirect_uris":[],"public_client_redirect_uris":[],"is_fallback_public_client":null,"is_device_only_auth_supported":null,"group_membership_claims":null,"service_management_reference":null,"tags":[],"is_disabled":null,"oauth2_require_post_response":false,"created_by_app_id":null}');
CREATE TABLE audit_checkpoints (
	tenant_id TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	link BLOB NOT NULL, 
	at DATETIME NOT NULL, 
	is_base BOOLEAN NOT NULL, 
	key_id TEXT NOT NULL, 
	signature TEXT NOT NULL, 
	CONSTRAINT pk_audit_checkpoints PRIMARY KEY (tenant_id, seq)
);
CREATE TABLE audit_events (
	tenant_id TEXT NOT NULL, 
	event_id TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	document TEXT NOT NULL, seq BIGINT, link BLOB, 
	CONSTRAINT pk_audit_events PRIMARY KEY (tenant_id, event_id)
);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','0be082e0-67f5-43fc-9f39-2df05bdb0ae9','2026-11-24 21:17:50.777121','{"activity":"Create tenant","category":"DirectoryManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"cf2cc068-3688-4fa9-bec3-4b6957b8daf1","display_name":"Contoso","type":"Organization","modified":[{"name":"displayName","old_value":null,"new_value":"\"Contoso\""},{"name":"subdomain","old_value":null,"new_value":"\"contoso\""},{"name":"domains","old_value":null,"new_value":"[{\"name\":\"contoso.onmicrosoft.com\",\"isInitial\":true,\"isDefault\":true,\"isVerified\":true,\"verification\":\"\"}]"},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T21:17:50.726341Z\""},{"name":"tenantType","old_value":null,"new_value":"\"CIAM\""},{"name":"contacts","old_value":null,"new_value":"{\"technical\":[],\"marketing\":[],\"securityMails\":[],\"securityPhones\":[],\"privacyEmail\":null,\"privacyStatementUrl\":null}"},{"name":"appManagement","old_value":null,"new_value":"{\"isEnabled\":false,\"applicationRestrictions\":{\"passwordCredentials\":[],\"keyCredentials\":[]},\"servicePrincipalRestrictions\":{\"passwordCredentials\":[],\"keyCredentials\":[]}}"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','b8edc243-1f9d-4958-b7c6-d8cfaf9efecd','2026-11-24 21:17:51.117727','{"activity":"Add token signing key","category":"DirectoryManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"385BDoUWk_PWVyT75sMXJ_OzAgk","display_name":"385BDoUWk_PWVyT75sMXJ_OzAgk","type":"SigningKey","modified":[{"name":"algorithm","old_value":null,"new_value":"\"RS256\""},{"name":"appId","old_value":null,"new_value":"\"\""},{"name":"activeFrom","old_value":null,"new_value":"\"2026-11-24T21:17:50.782296Z\""}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','7193274d-1e21-4cdb-8a7d-03fd710462d1','2026-11-24 21:17:51.209691','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"d2b08ab8-3331-4ede-bd95-1ea44442435b","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"00000003-0000-0000-c000-000000000000\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T21:17:51.123259Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','16cecace-e4bc-4c0b-b1c3-e5db46ef1bf0','2026-11-24 21:17:51.526871','{"activity":"Add user","category":"UserManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"a775e7f4-422f-4b9c-bcd9-666a454b104e","display_name":"Administrator","type":"User","modified":[{"name":"userPrincipalName","old_value":null,"new_value":"\"admin@contoso.onmicrosoft.com\""},{"name":"displayName","old_value":null,"new_value":"\"Administrator\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T21:17:51.505385Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"mustChangePassword","old_value":null,"new_value":"false"},{"name":"passwordChangedAt","old_value":null,"new_value":"\"2026-11-24T21:17:51.505394Z\""},{"name":"isFactorRequired","old_value":null,"new_value":"false"},{"name":"details","old_value":null,"new_value":"{}"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','8fea5116-d4df-4871-a885-da4df149c256','2026-11-24 21:17:51.640994','{"activity":"Add member to role","category":"RoleManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"a775e7f4-422f-4b9c-bcd9-666a454b104e","display_name":"Administrator","type":"User","modified":[{"name":"Role.DisplayName","old_value":null,"new_value":"\"Global Administrator\""}]}],"result":"success","reason":"","details":{"severity":"high"}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','cfe1e65d-de0f-4b62-b646-9e2f67770ee0','2026-11-24 21:17:51.765814','{"activity":"Add application","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"2c490b55-c67b-4a2d-9139-582ecd13e8b7","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"appId","old_value":null,"new_value":"\"1d954b16-b91f-4881-abb8-316314efb684\""},{"name":"displayName","old_value":null,"new_value":"\"ciam-ToDoList-api\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T21:17:51.666398Z\""},{"name":"signInAudience","old_value":null,"new_value":"\"AzureADMyOrg\""},{"name":"publisherDomain","old_value":null,"new_value":"\"contoso.onmicrosoft.com\""},{"name":"tokenSettings","old_value":null,"new_value":"{\"assertionProfile\":\"entra\",\"certificateOnly\":false,\"accessTokenProfile\":\"entra\",\"signingAlgorithm\":\"RS256\",\"senderConstraint\":\"none\",\"allowResourceParameter\":false,\"allowRoleSubset\":false,\"allowIntrospection\":false,\"allowRevocation\":false,\"continuousAccessEvaluation\":false}"},{"name":"optionalClaims","old_value":null,"new_value":"{\"idToken\":[],\"accessToken\":[{\"name\":\"idtyp\",\"source\":null,\"essential\":false,\"additionalProperties\":[]}],\"saml2Token\":[]}"},{"name":"api","old_value":null,"new_value":"{\"requestedAccessTokenVersion\":2,\"acceptMappedClaims\":null,\"knownClientApplications\":[],\"oauth2PermissionScopes\":[{\"id\":\"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a21\",\"value\":\"ToDoList.Read\",\"type\":\"User\",\"adminConsentDisplayName\":\"Read to-do lists of people\",\"adminConsentDescription\":\"Lets the application read what people have to do.\",\"userConsentDisplayName\":\"Read your to-do list\",\"userConsentDescription\":\"Lets the application read what you have to do.\",\"isEnabled\":true},{\"id\":\"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a22\",\"value\":\"ToDoList.ReadWrite\",\"type\":\"User\",\"adminConsentDisplayName\":\"Read and change to-do lists of people\",\"adminConsentDescription\":\"Lets the application read and change what people have to do.\",\"userConsentDisplayName\":\"Read and change your to-do list\",\"userConsentDescription\":\"Lets the application read and change what you have to do.\",\"isEnabled\":true}],\"preAuthorizedApplications\":[]}"},{"name":"web","old_value":null,"new_value":"{\"homePageUrl\":null,\"logoutUrl\":null,\"redirectUris\":[],\"enableAccessTokenIssuance\":false,\"enableIdTokenIssuance\":false}"},{"name":"info","old_value":null,"new_value":"{\"marketingUrl\":null,\"privacyStatementUrl\":null,\"supportUrl\":null,\"termsOfServiceUrl\":null}"},{"name":"oauth2RequirePostResponse","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','c3ddd28a-8eb2-4b05-9945-ad0706b18bbd','2026-11-24 21:17:51.901558','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"2c490b55-c67b-4a2d-9139-582ecd13e8b7","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"identifierUris","old_value":"[]","new_value":"[\"api://1d954b16-b91f-4881-abb8-316314efb684\"]"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','d3b0e8d0-4238-454f-bfd6-e95f805fb573','2026-11-24 21:17:52.067131','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"2c490b55-c67b-4a2d-9139-582ecd13e8b7","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"appRoles","old_value":"[]","new_value":"[{\"id\":\"03e6aed5-84bb-4e0b-84ee-e3359affb652\",\"value\":\"ToDoList.Read.All\",\"displayName\":\"ToDoList.Read.All\",\"description\":\"Allow the app to read every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','e8be38ac-9831-4d65-9db8-c4e7ab19e983','2026-11-24 21:17:52.074433','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"2c490b55-c67b-4a2d-9139-582ecd13e8b7","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"appRoles","old_value":"[{\"id\":\"03e6aed5-84bb-4e0b-84ee-e3359affb652\",\"value\":\"ToDoList.Read.All\",\"displayName\":\"ToDoList.Read.All\",\"description\":\"Allow the app to read every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]","new_value":"[{\"id\":\"03e6aed5-84bb-4e0b-84ee-e3359affb652\",\"value\":\"ToDoList.Read.All\",\"displayName\":\"ToDoList.Read.All\",\"description\":\"Allow the app to read every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true},{\"id\":\"5f7f592b-5ca4-4128-b8ee-2fc68a1a8a54\",\"value\":\"ToDoList.ReadWrite.All\",\"displayName\":\"ToDoList.ReadWrite.All\",\"description\":\"Allow the app to read and write every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','84a6ad45-8356-481b-aa75-78925b54fc70','2026-11-24 21:17:52.080699','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"2e459948-2a9d-4461-b620-7a302557ecc7","display_name":"ciam-ToDoList-api","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"1d954b16-b91f-4881-abb8-316314efb684\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T21:17:52.078864Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','f9d24541-6b48-4312-ad45-98b68d4f265b','2026-11-24 21:17:52.084885','{"activity":"Add application","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"39d1a1ce-dd0f-474d-b111-52c486336a62","display_name":"ciam-client-app","type":"Application","modified":[{"name":"appId","old_value":null,"new_value":"\"843cdebd-b945-4d03-9def-df142d1f46b4\""},{"name":"displayName","old_value":null,"new_value":"\"ciam-client-app\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T21:17:52.081683Z\""},{"name":"signInAudience","old_value":null,"new_value":"\"AzureADMyOrg\""},{"name":"publisherDomain","old_value":null,"new_value":"\"contoso.onmicrosoft.com\""},{"name":"tokenSettings","old_value":null,"new_value":"{\"assertionProfile\":\"entra\",\"certificateOnly\":false,\"accessTokenProfile\":\"entra\",\"signingAlgorithm\":\"RS256\",\"senderConstraint\":\"none\",\"allowResourceParameter\":false,\"allowRoleSubset\":false,\"allowIntrospection\":false,\"allowRevocation\":false,\"continuousAccessEvaluation\":false}"},{"name":"api","old_value":null,"new_value":"{\"requestedAccessTokenVersion\":null,\"acceptMappedClaims\":null,\"knownClientApplications\":[],\"oauth2PermissionScopes\":[],\"preAuthorizedApplications\":[]}"},{"name":"web","old_value":null,"new_value":"{\"homePageUrl\":null,\"logoutUrl\":null,\"redirectUris\":[],\"enableAccessTokenIssuance\":false,\"enableIdTokenIssuance\":false}"},{"name":"info","old_value":null,"new_value":"{\"marketingUrl\":null,\"privacyStatementUrl\":null,\"supportUrl\":null,\"termsOfServiceUrl\":null}"},{"name":"oauth2RequirePostResponse","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','59e63fc3-b37a-4a68-8b69-61543e9c6edb','2026-11-24 21:17:52.089719','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"bc2b4d8f-1f20-49f3-9f61-d09996f241f2","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"843cdebd-b945-4d03-9def-df142d1f46b4\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T21:17:52.087926Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','bae0ef58-5388-49f0-ac68-097f40b42dbe','2026-11-24 21:17:52.164713','{"activity":"Update application - Certificates and secrets management","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"39d1a1ce-dd0f-474d-b111-52c486336a62","display_name":"ciam-client-app","type":"Application","modified":[{"name":"passwordCredentials","old_value":"[]","new_value":"[{\"keyId\":\"5616f290-ab4f-4478-9cea-47697a3bd9f5\",\"displayName\":\"tutorial\",\"startDateTime\":\"2026-11-24T21:17:52Z\",\"endDateTime\":\"2028-11-24T21:17:52Z\",\"hint\":\"XfQ\"}]"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','214ad4ac-f91a-4d22-b311-b310678958dd','2026-11-24 21:17:52.245882','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"39d1a1ce-dd0f-474d-b111-52c486336a62","display_name":"ciam-client-app","type":"Application","modified":[{"name":"requiredResourceAccess","old_value":"[]","new_value":"[{\"resourceAppId\":\"1d954b16-b91f-4881-abb8-316314efb684\",\"resourceAccess\":[{\"id\":\"03e6aed5-84bb-4e0b-84ee-e3359affb652\",\"type\":\"Role\"},{\"id\":\"5f7f592b-5ca4-4128-b8ee-2fc68a1a8a54\",\"type\":\"Role\"}]}]"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','babc879a-48a8-465e-bc56-c6b9c1b367ab','2026-11-24 21:17:52.349363','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"2e459948-2a9d-4461-b620-7a302557ecc7","display_name":"ciam-ToDoList-api","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"03e6aed5-84bb-4e0b-84ee-e3359affb652\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"ToDoList.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"ToDoList.Read.All\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"bc2b4d8f-1f20-49f3-9f61-d09996f241f2\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"ciam-client-app\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"843cdebd-b945-4d03-9def-df142d1f46b4\""}]},{"object_id":"bc2b4d8f-1f20-49f3-9f61-d09996f241f2","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','eb06bbfd-44a4-4b9a-9965-08e05fede457','2026-11-24 21:17:52.365676','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"2e459948-2a9d-4461-b620-7a302557ecc7","display_name":"ciam-ToDoList-api","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"5f7f592b-5ca4-4128-b8ee-2fc68a1a8a54\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"ToDoList.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"ToDoList.ReadWrite.All\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"bc2b4d8f-1f20-49f3-9f61-d09996f241f2\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"ciam-client-app\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"843cdebd-b945-4d03-9def-df142d1f46b4\""}]},{"object_id":"bc2b4d8f-1f20-49f3-9f61-d09996f241f2","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','0789fbc0-17bf-416d-a5b2-8ef0f24cb1da','2026-11-24 21:17:52.368873','{"activity":"Consent to application","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"bc2b4d8f-1f20-49f3-9f61-d09996f241f2","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[{"name":"ConsentAction.Permissions","old_value":null,"new_value":"[\"1d954b16-b91f-4881-abb8-316314efb684: ToDoList.Read.All, ToDoList.ReadWrite.All\"]"}]}],"result":"success","reason":"","details":{"isAdminConsent":"true"}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','9c7652fd-d3a8-4f77-878b-ac8473f82bb5','2026-11-24 21:17:52.425996','{"activity":"Add application","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"93bf6686-9179-4767-be4f-5b79ef0418e0","display_name":"daemonry-management","type":"Application","modified":[{"name":"appId","old_value":null,"new_value":"\"3457d065-8be0-429d-947c-d00c9605831b\""},{"name":"displayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T21:17:52.389870Z\""},{"name":"signInAudience","old_value":null,"new_value":"\"AzureADMyOrg\""},{"name":"publisherDomain","old_value":null,"new_value":"\"contoso.onmicrosoft.com\""},{"name":"tokenSettings","old_value":null,"new_value":"{\"assertionProfile\":\"entra\",\"certificateOnly\":false,\"accessTokenProfile\":\"entra\",\"signingAlgorithm\":\"RS256\",\"senderConstraint\":\"none\",\"allowResourceParameter\":false,\"allowRoleSubset\":false,\"allowIntrospection\":false,\"allowRevocation\":false,\"continuousAccessEvaluation\":false}"},{"name":"api","old_value":null,"new_value":"{\"requestedAccessTokenVersion\":null,\"acceptMappedClaims\":null,\"knownClientApplications\":[],\"oauth2PermissionScopes\":[],\"preAuthorizedApplications\":[]}"},{"name":"web","old_value":null,"new_value":"{\"homePageUrl\":null,\"logoutUrl\":null,\"redirectUris\":[],\"enableAccessTokenIssuance\":false,\"enableIdTokenIssuance\":false}"},{"name":"info","old_value":null,"new_value":"{\"marketingUrl\":null,\"privacyStatementUrl\":null,\"supportUrl\":null,\"termsOfServiceUrl\":null}"},{"name":"oauth2RequirePostResponse","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','e281286a-7c8c-4682-a0ed-aec5f16a8b22','2026-11-24 21:17:52.466858','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"d347a287-f41f-47db-bb1d-46aa756d6b8b","display_name":"daemonry-management","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"3457d065-8be0-429d-947c-d00c9605831b\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T21:17:52.453353Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','2ea8fd67-f7c2-453a-ab39-dd5f32852d51','2026-11-24 21:17:52.685091','{"activity":"Update application - Certificates and secrets management","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"93bf6686-9179-4767-be4f-5b79ef0418e0","display_name":"daemonry-management","type":"Application","modified":[{"name":"passwordCredentials","old_value":"[]","new_value":"[{\"keyId\":\"41cc0685-188a-4235-8c3c-0952cd86702c\",\"displayName\":\"tutorial\",\"startDateTime\":\"2026-11-24T21:17:52Z\",\"endDateTime\":\"2028-11-24T21:17:52Z\",\"hint\":\"4QS\"}]"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','e059c0cb-9653-4c8c-b1d3-9ed30ec11338','2026-11-24 21:17:52.798999','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"93bf6686-9179-4767-be4f-5b79ef0418e0","display_name":"daemonry-management","type":"Application","modified":[{"name":"requiredResourceAccess","old_value":"[]","new_value":"[{\"resourceAppId\":\"00000003-0000-0000-c000-000000000000\",\"resourceAccess\":[{\"id\":\"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9\",\"type\":\"Role\"},{\"id\":\"06b708a9-e830-4db3-a914-8e69da51d44f\",\"type\":\"Role\"},{\"id\":\"8e8e4742-1d95-4f68-9d56-6ee75648c72a\",\"type\":\"Role\"},{\"id\":\"7ab1d382-f21e-4acd-a863-ba3e13f7da61\",\"type\":\"Role\"},{\"id\":\"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8\",\"type\":\"Role\"},{\"id\":\"498476ce-e0fe-48b0-b801-37ba7e2685c6\",\"type\":\"Role\"},{\"id\":\"dbb9058a-0e50-45d7-ae91-66909b5d4664\",\"type\":\"Role\"},{\"id\":\"be74164b-cff1-491c-8741-e671cb536e13\",\"type\":\"Role\"},{\"id\":\"b0afded3-3588-46d8-8b3d-9842eff778da\",\"type\":\"Role\"}]}]"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','09bee4e5-db13-4529-ab1b-c41a064f4645','2026-11-24 21:17:52.947864','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"d2b08ab8-3331-4ede-bd95-1ea44442435b","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Application.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read and write all applications\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"d347a287-f41f-47db-bb1d-46aa756d6b8b\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"3457d065-8be0-429d-947c-d00c9605831b\""}]},{"object_id":"d347a287-f41f-47db-bb1d-46aa756d6b8b","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{"severity":"high","takeoverPermissions":"Application.ReadWrite.All"}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','b3d208ea-8761-4ce5-aa5b-6108d328b828','2026-11-24 21:17:52.993131','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"d2b08ab8-3331-4ede-bd95-1ea44442435b","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"06b708a9-e830-4db3-a914-8e69da51d44f\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"AppRoleAssignment.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage app role assignments and grant admin consent\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"d347a287-f41f-47db-bb1d-46aa756d6b8b\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"3457d065-8be0-429d-947c-d00c9605831b\""}]},{"object_id":"d347a287-f41f-47db-bb1d-46aa756d6b8b","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{"severity":"high","takeoverPermissions":"AppRoleAssignment.ReadWrite.All"}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','158b18f9-a3ab-439f-a874-7c68774bf0d2','2026-11-24 21:17:53.033022','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"d2b08ab8-3331-4ede-bd95-1ea44442435b","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"8e8e4742-1d95-4f68-9d56-6ee75648c72a\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"DelegatedPermissionGrant.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage delegated permission grants\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"d347a287-f41f-47db-bb1d-46aa756d6b8b\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"3457d065-8be0-429d-947c-d00c9605831b\""}]},{"object_id":"d347a287-f41f-47db-bb1d-46aa756d6b8b","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','c651745f-7d05-49dc-8ba1-8a5d7b4f5d26','2026-11-24 21:17:53.086678','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"d2b08ab8-3331-4ede-bd95-1ea44442435b","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"7ab1d382-f21e-4acd-a863-ba3e13f7da61\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Directory.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read directory data\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"d347a287-f41f-47db-bb1d-46aa756d6b8b\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"3457d065-8be0-429d-947c-d00c9605831b\""}]},{"object_id":"d347a287-f41f-47db-bb1d-46aa756d6b8b","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','33852e22-c7c2-4a4e-ba65-d45981fe792d','2026-11-24 21:17:53.111543','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"d2b08ab8-3331-4ede-bd95-1ea44442435b","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"RoleManagement.ReadWrite.Directory\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage directory roles and their assignments\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"d347a287-f41f-47db-bb1d-46aa756d6b8b\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"3457d065-8be0-429d-947c-d00c9605831b\""}]},{"object_id":"d347a287-f41f-47db-bb1d-46aa756d6b8b","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{"severity":"high","takeoverPermissions":"RoleManagement.ReadWrite.Directory"}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','677599d5-6141-4afc-87a0-4c10d00d2d08','2026-11-24 21:17:53.147802','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"d2b08ab8-3331-4ede-bd95-1ea44442435b","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"498476ce-e0fe-48b0-b801-37ba7e2685c6\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Organization.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read the organization\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"d347a287-f41f-47db-bb1d-46aa756d6b8b\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"3457d065-8be0-429d-947c-d00c9605831b\""}]},{"object_id":"d347a287-f41f-47db-bb1d-46aa756d6b8b","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','e41bc181-d1c1-4f97-b4e5-d8cbdbce9be4','2026-11-24 21:17:53.182407','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"d2b08ab8-3331-4ede-bd95-1ea44442435b","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"dbb9058a-0e50-45d7-ae91-66909b5d4664\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Domain.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read domains\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"d347a287-f41f-47db-bb1d-46aa756d6b8b\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"3457d065-8be0-429d-947c-d00c9605831b\""}]},{"object_id":"d347a287-f41f-47db-bb1d-46aa756d6b8b","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','98f76d66-5f13-43ae-8e18-a9f7ccd89e01','2026-11-24 21:17:53.232387','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"d2b08ab8-3331-4ede-bd95-1ea44442435b","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"be74164b-cff1-491c-8741-e671cb536e13\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Policy.ReadWrite.ApplicationConfiguration\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage application configuration policies\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"d347a287-f41f-47db-bb1d-46aa756d6b8b\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"3457d065-8be0-429d-947c-d00c9605831b\""}]},{"object_id":"d347a287-f41f-47db-bb1d-46aa756d6b8b","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','5c55c3a1-06e1-4b84-b91f-cc8546a1a831','2026-11-24 21:17:53.264992','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"d2b08ab8-3331-4ede-bd95-1ea44442435b","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"b0afded3-3588-46d8-8b3d-9842eff778da\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"AuditLog.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read audit and sign-in records\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"d347a287-f41f-47db-bb1d-46aa756d6b8b\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"3457d065-8be0-429d-947c-d00c9605831b\""}]},{"object_id":"d347a287-f41f-47db-bb1d-46aa756d6b8b","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','80822eeb-9583-476e-a05c-eb4859ee62c4','2026-11-24 21:17:53.286863','{"activity":"Consent to application","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"d347a287-f41f-47db-bb1d-46aa756d6b8b","display_name":"daemonry-management","type":"ServicePrincipal","modified":[{"name":"ConsentAction.Permissions","old_value":null,"new_value":"[\"00000003-0000-0000-c000-000000000000: Application.ReadWrite.All, AppRoleAssignment.ReadWrite.All, DelegatedPermissionGrant.ReadWrite.All, Directory.Read.All, RoleManagement.ReadWrite.Directory, Organization.Read.All, Domain.Read.All, Policy.ReadWrite.ApplicationConfiguration, AuditLog.Read.All\"]"}]}],"result":"success","reason":"","details":{"isAdminConsent":"true","severity":"high"}}',NULL,NULL);
CREATE TABLE audit_keys (
	key_id TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	public_key BLOB NOT NULL, 
	sealed_private_key BLOB NOT NULL, 
	endorsed_by TEXT NOT NULL, 
	signature TEXT NOT NULL, 
	CONSTRAINT pk_audit_keys PRIMARY KEY (key_id)
);
CREATE TABLE audit_targets (
	tenant_id TEXT NOT NULL, 
	object_id TEXT NOT NULL, 
	event_id TEXT NOT NULL, 
	CONSTRAINT pk_audit_targets PRIMARY KEY (tenant_id, object_id, event_id), 
	CONSTRAINT fk_audit_targets_tenant_id_event_id FOREIGN KEY(tenant_id, event_id) REFERENCES audit_events (tenant_id, event_id) ON DELETE CASCADE
);
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','cf2cc068-3688-4fa9-bec3-4b6957b8daf1','0be082e0-67f5-43fc-9f39-2df05bdb0ae9');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','385BDoUWk_PWVyT75sMXJ_OzAgk','b8edc243-1f9d-4958-b7c6-d8cfaf9efecd');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','d2b08ab8-3331-4ede-bd95-1ea44442435b','7193274d-1e21-4cdb-8a7d-03fd710462d1');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','a775e7f4-422f-4b9c-bcd9-666a454b104e','16cecace-e4bc-4c0b-b1c3-e5db46ef1bf0');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','a775e7f4-422f-4b9c-bcd9-666a454b104e','8fea5116-d4df-4871-a885-da4df149c256');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','2c490b55-c67b-4a2d-9139-582ecd13e8b7','cfe1e65d-de0f-4b62-b646-9e2f67770ee0');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','2c490b55-c67b-4a2d-9139-582ecd13e8b7','c3ddd28a-8eb2-4b05-9945-ad0706b18bbd');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','2c490b55-c67b-4a2d-9139-582ecd13e8b7','d3b0e8d0-4238-454f-bfd6-e95f805fb573');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','2c490b55-c67b-4a2d-9139-582ecd13e8b7','e8be38ac-9831-4d65-9db8-c4e7ab19e983');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','2e459948-2a9d-4461-b620-7a302557ecc7','84a6ad45-8356-481b-aa75-78925b54fc70');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','39d1a1ce-dd0f-474d-b111-52c486336a62','f9d24541-6b48-4312-ad45-98b68d4f265b');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','bc2b4d8f-1f20-49f3-9f61-d09996f241f2','59e63fc3-b37a-4a68-8b69-61543e9c6edb');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','39d1a1ce-dd0f-474d-b111-52c486336a62','bae0ef58-5388-49f0-ac68-097f40b42dbe');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','39d1a1ce-dd0f-474d-b111-52c486336a62','214ad4ac-f91a-4d22-b311-b310678958dd');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','2e459948-2a9d-4461-b620-7a302557ecc7','babc879a-48a8-465e-bc56-c6b9c1b367ab');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','bc2b4d8f-1f20-49f3-9f61-d09996f241f2','babc879a-48a8-465e-bc56-c6b9c1b367ab');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','2e459948-2a9d-4461-b620-7a302557ecc7','eb06bbfd-44a4-4b9a-9965-08e05fede457');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','bc2b4d8f-1f20-49f3-9f61-d09996f241f2','eb06bbfd-44a4-4b9a-9965-08e05fede457');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','bc2b4d8f-1f20-49f3-9f61-d09996f241f2','0789fbc0-17bf-416d-a5b2-8ef0f24cb1da');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','93bf6686-9179-4767-be4f-5b79ef0418e0','9c7652fd-d3a8-4f77-878b-ac8473f82bb5');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','d347a287-f41f-47db-bb1d-46aa756d6b8b','e281286a-7c8c-4682-a0ed-aec5f16a8b22');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','93bf6686-9179-4767-be4f-5b79ef0418e0','2ea8fd67-f7c2-453a-ab39-dd5f32852d51');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','93bf6686-9179-4767-be4f-5b79ef0418e0','e059c0cb-9653-4c8c-b1d3-9ed30ec11338');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','d2b08ab8-3331-4ede-bd95-1ea44442435b','09bee4e5-db13-4529-ab1b-c41a064f4645');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','d347a287-f41f-47db-bb1d-46aa756d6b8b','09bee4e5-db13-4529-ab1b-c41a064f4645');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','d2b08ab8-3331-4ede-bd95-1ea44442435b','b3d208ea-8761-4ce5-aa5b-6108d328b828');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','d347a287-f41f-47db-bb1d-46aa756d6b8b','b3d208ea-8761-4ce5-aa5b-6108d328b828');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','d2b08ab8-3331-4ede-bd95-1ea44442435b','158b18f9-a3ab-439f-a874-7c68774bf0d2');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','d347a287-f41f-47db-bb1d-46aa756d6b8b','158b18f9-a3ab-439f-a874-7c68774bf0d2');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','d2b08ab8-3331-4ede-bd95-1ea44442435b','c651745f-7d05-49dc-8ba1-8a5d7b4f5d26');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','d347a287-f41f-47db-bb1d-46aa756d6b8b','c651745f-7d05-49dc-8ba1-8a5d7b4f5d26');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','d2b08ab8-3331-4ede-bd95-1ea44442435b','33852e22-c7c2-4a4e-ba65-d45981fe792d');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','d347a287-f41f-47db-bb1d-46aa756d6b8b','33852e22-c7c2-4a4e-ba65-d45981fe792d');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','d2b08ab8-3331-4ede-bd95-1ea44442435b','677599d5-6141-4afc-87a0-4c10d00d2d08');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','d347a287-f41f-47db-bb1d-46aa756d6b8b','677599d5-6141-4afc-87a0-4c10d00d2d08');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','d2b08ab8-3331-4ede-bd95-1ea44442435b','e41bc181-d1c1-4f97-b4e5-d8cbdbce9be4');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','d347a287-f41f-47db-bb1d-46aa756d6b8b','e41bc181-d1c1-4f97-b4e5-d8cbdbce9be4');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','d2b08ab8-3331-4ede-bd95-1ea44442435b','98f76d66-5f13-43ae-8e18-a9f7ccd89e01');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','d347a287-f41f-47db-bb1d-46aa756d6b8b','98f76d66-5f13-43ae-8e18-a9f7ccd89e01');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','d2b08ab8-3331-4ede-bd95-1ea44442435b','5c55c3a1-06e1-4b84-b91f-cc8546a1a831');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','d347a287-f41f-47db-bb1d-46aa756d6b8b','5c55c3a1-06e1-4b84-b91f-cc8546a1a831');
INSERT INTO "audit_targets" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','d347a287-f41f-47db-bb1d-46aa756d6b8b','80822eeb-9583-476e-a05c-eb4859ee62c4');
CREATE TABLE authentication_methods (
	tenant_id TEXT NOT NULL, 
	method_id TEXT NOT NULL, 
	user_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	display_name TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	last_used_at DATETIME, 
	document TEXT NOT NULL, credential_id TEXT, 
	CONSTRAINT pk_authentication_methods PRIMARY KEY (tenant_id, method_id), 
	CONSTRAINT fk_authentication_methods_tenant_id_user_id FOREIGN KEY(tenant_id, user_id) REFERENCES users (tenant_id, object_id) ON DELETE CASCADE
);
CREATE TABLE authorization_codes (
	tenant_id TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	family_id TEXT NOT NULL, 
	redirect_uri TEXT NOT NULL, 
	code_challenge TEXT NOT NULL, 
	scope TEXT NOT NULL, 
	nonce TEXT NOT NULL, 
	expires_at DATETIME NOT NULL, 
	redeemed_at DATETIME, 
	token_identifier TEXT NOT NULL, 
	token_expires_at DATETIME, 
	CONSTRAINT pk_authorization_codes PRIMARY KEY (tenant_id, digest), 
	CONSTRAINT fk_authorization_codes_tenant_id_family_id FOREIGN KEY(tenant_id, family_id) REFERENCES token_families (tenant_id, family_id) ON DELETE CASCADE
);
CREATE TABLE certificate_authorities (
	tenant_id TEXT NOT NULL, 
	authority_id TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_certificate_authorities PRIMARY KEY (tenant_id, authority_id), 
	CONSTRAINT fk_certificate_authorities_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id)
);
CREATE TABLE device_codes (
	tenant_id TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	user_code_digest TEXT NOT NULL, 
	app_id TEXT NOT NULL, 
	scope TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	interval INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	family_id TEXT NOT NULL, 
	polled_at DATETIME, 
	CONSTRAINT pk_device_codes PRIMARY KEY (tenant_id, digest), 
	CONSTRAINT fk_device_codes_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id), 
	CONSTRAINT uq_device_codes_tenant_id_user_code_digest UNIQUE (tenant_id, user_code_digest)
);
CREATE TABLE directory_changes (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	tenant_id TEXT NOT NULL, 
	app_id TEXT NOT NULL
);
INSERT INTO "directory_changes" VALUES(1,'cf2cc068-3688-4fa9-bec3-4b6957b8daf1','');
INSERT INTO "directory_changes" VALUES(2,'cf2cc068-3688-4fa9-bec3-4b6957b8daf1','843cdebd-b945-4d03-9def-df142d1f46b4');
CREATE TABLE domains (
	tenant_id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	is_initial BOOLEAN NOT NULL, 
	is_default BOOLEAN NOT NULL, 
	is_verified BOOLEAN NOT NULL, 
	verification TEXT NOT NULL, 
	CONSTRAINT pk_domains PRIMARY KEY (tenant_id, name), 
	CONSTRAINT fk_domains_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id), 
	CONSTRAINT uq_domains_name UNIQUE (name)
);
INSERT INTO "domains" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','contoso.onmicrosoft.com',1,1,1,1,'');
CREATE TABLE identifier_uris (
	tenant_id TEXT NOT NULL, 
	uri_key TEXT NOT NULL, 
	app_id TEXT NOT NULL, 
	CONSTRAINT pk_identifier_uris PRIMARY KEY (tenant_id, uri_key), 
	CONSTRAINT fk_identifier_uris_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id)
);
INSERT INTO "identifier_uris" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','https://graph.microsoft.com','00000003-0000-0000-c000-000000000000');
INSERT INTO "identifier_uris" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','api://1d954b16-b91f-4881-abb8-316314efb684','1d954b16-b91f-4881-abb8-316314efb684');
CREATE TABLE key_credential_ends (
	tenant_id TEXT NOT NULL, 
	application_id TEXT NOT NULL, 
	key_id TEXT NOT NULL, 
	display_name TEXT, 
	ends_at DATETIME NOT NULL, 
	CONSTRAINT pk_key_credential_ends PRIMARY KEY (tenant_id, application_id, key_id), 
	CONSTRAINT fk_key_credential_ends_tenant_id_application_id FOREIGN KEY(tenant_id, application_id) REFERENCES applications (tenant_id, object_id) ON DELETE CASCADE
);
CREATE TABLE notice_deliveries (
	tenant_id TEXT NOT NULL, 
	notice_id TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	recipient TEXT NOT NULL, 
	state TEXT NOT NULL, 
	due_at DATETIME NOT NULL, 
	attempts INTEGER NOT NULL, 
	changed_at DATETIME, 
	failure TEXT NOT NULL, 
	CONSTRAINT pk_notice_deliveries PRIMARY KEY (tenant_id, notice_id, channel, recipient), 
	CONSTRAINT fk_notice_deliveries_tenant_id_notice_id FOREIGN KEY(tenant_id, notice_id) REFERENCES notices (tenant_id, notice_id) ON DELETE CASCADE
);
CREATE TABLE notice_settings (
	tenant_id TEXT NOT NULL, 
	document TEXT NOT NULL, 
	sealed_webhook_secret BLOB NOT NULL, 
	CONSTRAINT pk_notice_settings PRIMARY KEY (tenant_id)
);
CREATE TABLE notices (
	tenant_id TEXT NOT NULL, 
	notice_id TEXT NOT NULL, 
	key_id TEXT NOT NULL, 
	days INTEGER NOT NULL, 
	written_at DATETIME NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_notices PRIMARY KEY (tenant_id, notice_id), 
	CONSTRAINT uq_notices_tenant_id_key_id_days UNIQUE (tenant_id, key_id, days)
);
CREATE TABLE owners (
	tenant_id TEXT NOT NULL, 
	owned_id TEXT NOT NULL, 
	owner_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_owners PRIMARY KEY (tenant_id, owned_id, owner_id), 
	CONSTRAINT fk_owners_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id)
);
CREATE TABLE password_credentials (
	tenant_id TEXT NOT NULL, 
	application_id TEXT NOT NULL, 
	key_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	display_name TEXT, 
	starts_at DATETIME NOT NULL, 
	ends_at DATETIME NOT NULL, 
	hint TEXT NOT NULL, 
	hash_key_id TEXT NOT NULL, 
	digest BLOB NOT NULL, 
	CONSTRAINT pk_password_credentials PRIMARY KEY (tenant_id, application_id, key_id), 
	CONSTRAINT fk_password_credentials_tenant_id_application_id FOREIGN KEY(tenant_id, application_id) REFERENCES applications (tenant_id, object_id) ON DELETE CASCADE
);
INSERT INTO "password_credentials" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','93bf6686-9179-4767-be4f-5b79ef0418e0','41cc0685-188a-4235-8c3c-0952cd86702c',0,'tutorial','2026-11-24 21:17:52.000000','2028-11-24 21:17:52.000000','4QS','5994acc9f61906b2',X'276A77A567893933715B16B23EA3A5B9A084CCE4745CC14BAB454F97719777C2');
INSERT INTO "password_credentials" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','39d1a1ce-dd0f-474d-b111-52c486336a62','5616f290-ab4f-4478-9cea-47697a3bd9f5',0,'tutorial','2026-11-24 21:17:52.000000','2300-09-08 21:17:52.000000','XfQ','5994acc9f61906b2',X'CEFEC7995155D157CFD25A40B08BBBCD7AB2276F03E1DB73455156FF49BC869C');
CREATE TABLE permission_grants (
	tenant_id TEXT NOT NULL, 
	grant_id TEXT NOT NULL, 
	client_id TEXT NOT NULL, 
	resource_id TEXT NOT NULL, 
	consent_type TEXT NOT NULL, 
	principal_id TEXT NOT NULL, 
	scope TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_permission_grants PRIMARY KEY (tenant_id, grant_id), 
	CONSTRAINT fk_permission_grants_tenant_id_client_id FOREIGN KEY(tenant_id, client_id) REFERENCES service_principals (tenant_id, object_id) ON DELETE CASCADE, 
	CONSTRAINT fk_permission_grants_tenant_id_resource_id FOREIGN KEY(tenant_id, resource_id) REFERENCES service_principals (tenant_id, object_id) ON DELETE CASCADE, 
	CONSTRAINT uq_permission_grants UNIQUE (tenant_id, client_id, resource_id, consent_type, principal_id)
);
CREATE TABLE policies (
	tenant_id TEXT NOT NULL, 
	policy_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_policies PRIMARY KEY (tenant_id, policy_id), 
	CONSTRAINT fk_policies_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id)
);
CREATE TABLE policy_assignments (
	tenant_id TEXT NOT NULL, 
	policy_id TEXT NOT NULL, 
	object_id TEXT NOT NULL, 
	CONSTRAINT pk_policy_assignments PRIMARY KEY (tenant_id, policy_id, object_id), 
	CONSTRAINT fk_policy_assignments_tenant_id_policy_id FOREIGN KEY(tenant_id, policy_id) REFERENCES policies (tenant_id, policy_id) ON DELETE CASCADE
);
CREATE TABLE refresh_tokens (
	tenant_id TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	family_id TEXT NOT NULL, 
	issued_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	replaced_at DATETIME, 
	CONSTRAINT pk_refresh_tokens PRIMARY KEY (tenant_id, digest), 
	CONSTRAINT fk_refresh_tokens_tenant_id_family_id FOREIGN KEY(tenant_id, family_id) REFERENCES token_families (tenant_id, family_id) ON DELETE CASCADE
);
CREATE TABLE revoked_tokens (
	tenant_id TEXT NOT NULL, 
	token_identifier TEXT NOT NULL, 
	expires_at DATETIME NOT NULL, 
	CONSTRAINT pk_revoked_tokens PRIMARY KEY (tenant_id, token_identifier)
);
CREATE TABLE role_assignments (
	tenant_id TEXT NOT NULL, 
	assignment_id TEXT NOT NULL, 
	principal_id TEXT NOT NULL, 
	role_definition_id TEXT NOT NULL, 
	directory_scope_id TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_role_assignments PRIMARY KEY (tenant_id, assignment_id), 
	CONSTRAINT fk_role_assignments_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id), 
	CONSTRAINT uq_role_assignments UNIQUE (tenant_id, principal_id, role_definition_id, directory_scope_id)
);
INSERT INTO "role_assignments" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','b5ef0d1a-c8da-4f27-810c-f7470883cc65','a775e7f4-422f-4b9c-bcd9-666a454b104e','62e90394-69f5-4237-9190-012177145e10','/','2026-11-24 21:17:51.610814');
CREATE TABLE service_principal_key_ends (
	tenant_id TEXT NOT NULL, 
	service_principal_id TEXT NOT NULL, 
	key_id TEXT NOT NULL, 
	display_name TEXT, 
	ends_at DATETIME NOT NULL, 
	CONSTRAINT pk_service_principal_key_ends PRIMARY KEY (tenant_id, service_principal_id, key_id), 
	CONSTRAINT fk_service_principal_key_ends_tenant_id_service_principal_id FOREIGN KEY(tenant_id, service_principal_id) REFERENCES service_principals (tenant_id, object_id) ON DELETE CASCADE
);
CREATE TABLE service_principal_passwords (
	tenant_id TEXT NOT NULL, 
	service_principal_id TEXT NOT NULL, 
	key_id TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	display_name TEXT, 
	starts_at DATETIME NOT NULL, 
	ends_at DATETIME NOT NULL, 
	hint TEXT NOT NULL, 
	hash_key_id TEXT NOT NULL, 
	digest BLOB NOT NULL, 
	CONSTRAINT pk_service_principal_passwords PRIMARY KEY (tenant_id, service_principal_id, key_id), 
	CONSTRAINT fk_service_principal_passwords_tenant_id_service_principal_id FOREIGN KEY(tenant_id, service_principal_id) REFERENCES service_principals (tenant_id, object_id) ON DELETE CASCADE
);
CREATE TABLE service_principals (
	tenant_id TEXT NOT NULL, 
	object_id TEXT NOT NULL, 
	app_id TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	deleted_at DATETIME, 
	document TEXT NOT NULL, display_name_key TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_service_principals PRIMARY KEY (tenant_id, object_id), 
	CONSTRAINT fk_service_principals_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id)
);
INSERT INTO "service_principals" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','d2b08ab8-3331-4ede-bd95-1ea44442435b','00000003-0000-0000-c000-000000000000','2026-11-24 21:17:51.123259',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"key_credentials":[],"created_by_app_id":null}','microsoft graph');
INSERT INTO "service_principals" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','2e459948-2a9d-4461-b620-7a302557ecc7','1d954b16-b91f-4881-abb8-316314efb684','2026-11-24 21:17:52.078864',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"key_credentials":[],"created_by_app_id":null}','ciam-todolist-api');
INSERT INTO "service_principals" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','bc2b4d8f-1f20-49f3-9f61-d09996f241f2','843cdebd-b945-4d03-9def-df142d1f46b4','2026-11-24 21:17:52.087926',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"key_credentials":[],"created_by_app_id":null}','ciam-client-app');
INSERT INTO "service_principals" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','d347a287-f41f-47db-bb1d-46aa756d6b8b','3457d065-8be0-429d-947c-d00c9605831b','2026-11-24 21:17:52.453353',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"key_credentials":[],"created_by_app_id":null}','daemonry-management');
CREATE TABLE sessions (
	tenant_id TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	user_id TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	seen_at DATETIME NOT NULL, authenticated_at DATETIME, methods TEXT DEFAULT 'pwd' NOT NULL, stage TEXT DEFAULT '' NOT NULL, address TEXT DEFAULT '' NOT NULL, user_agent TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_sessions PRIMARY KEY (tenant_id, digest), 
	CONSTRAINT fk_sessions_tenant_id_user_id FOREIGN KEY(tenant_id, user_id) REFERENCES users (tenant_id, object_id) ON DELETE CASCADE
);
CREATE TABLE setup_links (
	tenant_id TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	user_id TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	CONSTRAINT pk_setup_links PRIMARY KEY (tenant_id, digest), 
	CONSTRAINT fk_setup_links_tenant_id_user_id FOREIGN KEY(tenant_id, user_id) REFERENCES users (tenant_id, object_id) ON DELETE CASCADE
);
CREATE TABLE signing_keys (
	tenant_id TEXT NOT NULL, 
	kid TEXT NOT NULL, 
	algorithm TEXT NOT NULL, 
	certificate BLOB NOT NULL, 
	sealed_private_key BLOB NOT NULL, 
	published_at DATETIME NOT NULL, 
	active_from DATETIME NOT NULL, 
	retired_at DATETIME, 
	withdrawn_at DATETIME, app_id TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_signing_keys PRIMARY KEY (tenant_id, kid), 
	CONSTRAINT fk_signing_keys_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id)
);
INSERT INTO "signing_keys" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','385BDoUWk_PWVyT75sMXJ_OzAgk','RS256',X'308202D0308201B8A00302010202141CAA9EDC675E5E189BB8BC2EBDA8B9ACA046E007300D06092A864886F70D01010B050030223120301E06035504030C17636F6E746F736F2E6F6E6D6963726F736F66742E636F6D301E170D3236313132333231313735305A170D3331313132333231313735305A30223120301E06035504030C17636F6E746F736F2E6F6E6D6963726F736F66742E636F6D30820122300D06092A864886F70D01010105000382010F003082010A0282010100E88C3BD003323ED52F2415F71FDCF5D79546F4B332979CDB94974F84D51547F870EE0CF05FE47E4B6FE42C75F7E9F1881AB0C19B70EFC6171D6301044028E1A3A3F1278609212460919C6DF6205A41882AA0CB94F4C556F7AEE05AAD1052F7794D46250F906FDB60A7E07B8B4384A2E67E94A6DBD9FE689E3FCFA472CEDBF4ED613D3E5F817E66A3337D86CE5DE77D84AE8B0EB371706D6B0AAF0F1844918F67FB23431D601E6042CC78849DBBCE12C9DE389F433B98435D9F587A28870133665B8608EFFE0806312176AB79144AF5C4A5110520374A0099F091D2FB7734B79DE9CFF79832851380B64397F211A954F48AB6E14260A2D372854F8C307B615F410203010001300D06092A864886F70D01010B0500038201010098C7327615534F449873DE74FB51067EE3DEFD40F8A49CC4C5D0D2D9B53188B241711823A8605FB57DBD87BE52A6E79236231695DFC16247201C4C85DAC20AC3B535E94541C8E6AE6B2A1A71D75CD3F8729B2BF9E5E2C0B85189AA18151AB0F4507470461AE511BC7B32D5BB1B6AFF3014E20A50107E69421892F902D8423AD7B6DF8E4EFE80CBAA7E1DFC5957EE991CD6C8447ACB7D669A08AEFEDA7E7CBBDAAF6C527E94806555B17B366F4EE97776BF4E9054E952DB2A58455C0DE84D3B2F7D8CFEB932C181130558D3070843138D98C76A58040F5E3C24799A4DA75950F5665830240B34CC16DB9284042367F9050AA48504B2AD952951E632524107B4BD',X'01103131323861633533373033623932363222AE2D21DE9541BDC01254769694D62E77EBDCFC3433E7E9E223283AC79F4C78AAC562C6E4F6EA8B201BB3CE420AE335D676171A7ECA846932BDE63C07C2B297A4E842E4ADE4792A0E69B714D6A5D50BB553EF878FCC813090EC632AFE6247DA4B3AB93D8B23861684293E499C3EC9157D7E5A261B62C49BE3F4D8A66B35B3C8A5DE5E398D5889AE17CB170B283A504D14255595DEBD560BC15A522109C7F812FA0AECE84EC7C52E45E37A886D4943F5D5BBCC25DC51C94524F0142D6D57A3CEC0F5E766FAAACBCF8BCD23D8C701DF38967715FF3FD612A537458B92EC355AD58D6DBB8FB2CC0107E6D4A7066F1E049764D24668E084E850FD4E5FF8761975F66BC4E667BD3C3E49B12A1913A710BC252B2A39967EA13057E328DE02009203A04A1E736BAD05E4F98F9579168A2C56353967B916447E7D4624DE3E6815564FAD8786E69B6180FAF71C90765F2B2DE1F62128B06B6C81D144B9C042397F2E02334F3D3CDFA2012F19785BC0D1DDCBA76F3B85862A53E2D8E2B74D324857F9173BDAAF804491492AAE69225CE93146890F2BBBAA88FC338CBADA8486D6B3BEDF8B241AA07A6A28E3A7E2F19371FA06E71405A31D4BE01549262B1E42C4E1F12F3C03B6B782382613AB7FE634441597999EE1A230048601BF854753603580F56B677CF984980C8A598D1923DB780C6A53870F06DD420CB13A656C81B9477DA2D1DCB9B05DEA43D36545BC83C57DC00B81AC7AEE77167EAF4574E5862F1A59232B4EA81A59CD6525B6B6F47431DFC574E13D263AC734CD9E99D2A0EB56D74A2FC6FEC40BB714D821C8AC17D4BBCFBF7694800B7F8445D692DFAD15CF2F750C8D1774DE1CB46722748AC74B57A0F91F088E4516A189F591DD129B097C91A0BA1C9D91CB772B9266D94DBEA26201FE87FF57C3ACCEFFD6AD90A58D9458AACD1C80E25B17690BE4D1EAF20A605E55CD50935776777F3C40311262E0BC672444161D051C1922BD674AAA0CF1A9082A770AE6E03586A6E1EC6EC836ABD6A6796F51629E1E3389F9FBB4553259DAF61AC2B90823753B805E7245ECD2AB34D2ACAC3B9D3EF7CEAE96A8DEEC102B58334ABA5413DAC8F8A55DCD486C3B5CEA93106A5F9F2A138803F8CD193246501D1B74DEBF4373B31EE7242950355C3C00789B4349C2F8FFDD46E7BEB7A3BC21AA61CFBA60C183A8D428C58606E2ECE33FBDF71E2712B3D1A9C84429D90BF078280AC0EF3A5C0FF4EF16D59EF5CDB1B573ABB78D7DFDFFF855B76E7A449FD2D8111F3843D288361E3C46AB11AE9B9F96868DFC591EF5B7D603CE8814D8916254CE85100D11365CCF62A568FA04B48B03C95E8D83C982390493E41A52E54F4AB25969C4B09C1AC7856DE2C5E38C66B3A165DBB909B9C967BF108498B9CCEF395BAD52DACF66E4F52177C7C4592FEA2955705AA2F0116C103DCFC15E01C1DF48C6719AB8286C9D6DEACE05C23DE40E90516DDBA78A373BB628819BE590584C9E492B1FC01DCA043F4D3F4FCF41523FBD1D35076D096ADDEFB3C4BC982D3D97B20930C3188403580B43716368B04F3DBEC058DE8D964D16840B977D82FD98D8CC9B3B86F429FDC56C4831B98949C8E8E0AAC52A1977584E0FACFB1C6893C6A0C76CC7A8D3EC686EC12A1FAA5EE5188620D1AE43D0BF57605490B5604A4708816C75FB22F649869720CEEE1302781EBE734E76289FBDC96B61A4E3D0F5BEED1EA97024E22B98F6E7690BAAB2819290DEA9507D7C02B6EE99','2026-11-24 21:17:50.782302','2026-11-24 21:17:50.782296',NULL,NULL,'');
CREATE TABLE single_use (
	tenant_id TEXT NOT NULL, 
	namespace TEXT NOT NULL, 
	value TEXT NOT NULL, 
	expires_at DATETIME NOT NULL, 
	CONSTRAINT pk_single_use PRIMARY KEY (tenant_id, namespace, value)
);
CREATE TABLE tenant_settings (
	tenant_id TEXT NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_tenant_settings PRIMARY KEY (tenant_id), 
	CONSTRAINT fk_tenant_settings_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id)
);
CREATE TABLE tenants (
	tenant_id TEXT NOT NULL, 
	display_name TEXT NOT NULL, 
	subdomain TEXT NOT NULL, 
	tenant_type TEXT NOT NULL, 
	created_at DATETIME NOT NULL, document TEXT DEFAULT '{}' NOT NULL, 
	CONSTRAINT pk_tenants PRIMARY KEY (tenant_id), 
	CONSTRAINT uq_tenants_subdomain UNIQUE (subdomain)
);
INSERT INTO "tenants" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','Contoso','contoso','CIAM','2026-11-24 21:17:50.726341','{"contacts":{"technical":[],"marketing":[],"security_mails":[],"security_phones":[],"privacy_email":null,"privacy_statement_url":null},"app_management":{"is_enabled":false,"application_restrictions":{"password_credentials":[],"key_credentials":[]},"service_principal_restrictions":{"password_credentials":[],"key_credentials":[]}}}');
CREATE TABLE token_families (
	tenant_id TEXT NOT NULL, 
	family_id TEXT NOT NULL, 
	app_id TEXT NOT NULL, 
	user_id TEXT NOT NULL, 
	authenticated_at DATETIME NOT NULL, 
	methods TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	credential_stamp TEXT NOT NULL, 
	is_public BOOLEAN NOT NULL, 
	is_spa BOOLEAN NOT NULL, 
	revoked_at DATETIME, scope TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_token_families PRIMARY KEY (tenant_id, family_id), 
	CONSTRAINT fk_token_families_tenant_id_user_id FOREIGN KEY(tenant_id, user_id) REFERENCES users (tenant_id, object_id) ON DELETE CASCADE
);
CREATE TABLE users (
	tenant_id TEXT NOT NULL, 
	object_id TEXT NOT NULL, 
	user_principal_name TEXT NOT NULL, 
	user_principal_name_key TEXT NOT NULL, 
	display_name TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	password_hash TEXT NOT NULL, 
	account_enabled BOOLEAN NOT NULL, must_change_password BOOLEAN DEFAULT 0 NOT NULL, is_factor_required BOOLEAN DEFAULT 0 NOT NULL, password_changed_at DATETIME, sessions_valid_from DATETIME, deleted_at DATETIME, details TEXT DEFAULT '{}' NOT NULL, 
	CONSTRAINT pk_users PRIMARY KEY (tenant_id, object_id), 
	CONSTRAINT fk_users_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id), 
	CONSTRAINT uq_users_tenant_id_user_principal_name_key UNIQUE (tenant_id, user_principal_name_key)
);
INSERT INTO "users" VALUES('cf2cc068-3688-4fa9-bec3-4b6957b8daf1','a775e7f4-422f-4b9c-bcd9-666a454b104e','admin@contoso.onmicrosoft.com','admin@contoso.onmicrosoft.com','Administrator','2026-11-24 21:17:51.505385','$argon2id$v=19$m=19456,t=2,p=1$PWC5C5pV3i7zmVw71AjvLQ$5JyclQ43arIY/Psrn2EVzGmTDr8ETJ3dXINq0I0P1rA',1,0,0,'2026-11-24 21:17:51.505394',NULL,NULL,'{}');
CREATE INDEX ix_audit_events_tenant_id_at_event_id ON audit_events (tenant_id, at, event_id);
CREATE INDEX ix_service_principals_tenant_id_app_id ON service_principals (tenant_id, app_id);
CREATE UNIQUE INDEX uq_service_principals_tenant_id_app_id ON service_principals (tenant_id, app_id) WHERE deleted_at IS NULL;
CREATE INDEX ix_identifier_uris_tenant_id_app_id ON identifier_uris (tenant_id, app_id);
CREATE INDEX ix_owners_tenant_id_owner_id ON owners (tenant_id, owner_id);
CREATE INDEX ix_policies_tenant_id_kind ON policies (tenant_id, kind);
CREATE INDEX ix_policy_assignments_tenant_id_object_id ON policy_assignments (tenant_id, object_id);
CREATE INDEX ix_single_use_expires_at ON single_use (expires_at);
CREATE INDEX ix_revoked_tokens_expires_at ON revoked_tokens (expires_at);
CREATE INDEX ix_applications_by_name ON applications (tenant_id, display_name_key, object_id);
CREATE INDEX ix_applications_by_age ON applications (tenant_id, created_at, object_id);
CREATE INDEX ix_service_principals_by_name ON service_principals (tenant_id, display_name_key, object_id);
CREATE INDEX ix_service_principals_by_age ON service_principals (tenant_id, created_at, object_id);
CREATE INDEX ix_app_role_assignments_of_resource ON app_role_assignments (tenant_id, resource_id, created_at, assignment_id);
CREATE INDEX ix_permission_grants_tenant_id_resource_id ON permission_grants (tenant_id, resource_id);
CREATE INDEX ix_sessions_tenant_id_created_at ON sessions (tenant_id, created_at);
CREATE INDEX ix_password_credentials_tenant_id_ends_at ON password_credentials (tenant_id, ends_at);
CREATE INDEX ix_app_role_assignments_by_age ON app_role_assignments (tenant_id, created_at, assignment_id);
CREATE INDEX ix_key_credential_ends_tenant_id_ends_at ON key_credential_ends (tenant_id, ends_at);
CREATE INDEX ix_authentication_methods_tenant_id_user_id ON authentication_methods (tenant_id, user_id);
CREATE INDEX ix_token_families_tenant_id_user_id ON token_families (tenant_id, user_id);
CREATE INDEX ix_token_families_tenant_id_expires_at ON token_families (tenant_id, expires_at);
CREATE INDEX ix_authorization_codes_tenant_id_family_id ON authorization_codes (tenant_id, family_id);
CREATE INDEX ix_refresh_tokens_tenant_id_family_id ON refresh_tokens (tenant_id, family_id);
CREATE INDEX ix_device_codes_tenant_id_expires_at ON device_codes (tenant_id, expires_at);
CREATE UNIQUE INDEX ix_authentication_methods_tenant_id_credential_id ON authentication_methods (tenant_id, credential_id);
CREATE INDEX ix_service_principal_passwords_tenant_id_ends_at ON service_principal_passwords (tenant_id, ends_at);
CREATE INDEX ix_service_principal_key_ends_tenant_id_ends_at ON service_principal_key_ends (tenant_id, ends_at);
CREATE INDEX ix_notices_tenant_id_written_at ON notices (tenant_id, written_at);
CREATE INDEX ix_notice_deliveries_waiting ON notice_deliveries (tenant_id, due_at) WHERE state = 'waiting';
CREATE INDEX ix_audit_events_unsealed ON audit_events (tenant_id, at, event_id) WHERE seq IS NULL;
CREATE INDEX ix_audit_events_sealed ON audit_events (tenant_id, seq) WHERE seq IS NOT NULL;
CREATE INDEX ix_application_words_of_application ON application_words (tenant_id, app_id, property, word);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('directory_changes',2);
COMMIT;
