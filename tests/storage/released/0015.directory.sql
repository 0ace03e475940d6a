BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0015');
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
INSERT INTO "app_role_assignments" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','nRZzLVgdc_jlidtNeKBRQ5ctLTCYUhsmN6toQnmXBTo','f037abbb-f9b1-425d-bcc8-f7cf19f9e4f1','259c69ad-2b6e-4a00-aa57-c8564e86f1c0','5b5aaeb9-6abf-4407-a69a-b1bf5fdf84be','ServicePrincipal','2026-11-24 21:17:44.681246');
INSERT INTO "app_role_assignments" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','aAqMO_-79e881GeIM9APLShaDxlcg3siM3JurVZt9Rg','f037abbb-f9b1-425d-bcc8-f7cf19f9e4f1','259c69ad-2b6e-4a00-aa57-c8564e86f1c0','8da6de10-ffb7-4851-a311-ba25e3536dfb','ServicePrincipal','2026-11-24 21:17:44.723297');
INSERT INTO "app_role_assignments" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','MmrHmvVuU8iPcdlewiUNILl6kYozGf--tqDs9ZFGVPo','b5f62d3e-2f3c-49ab-baca-c6df9623fe1e','441d07d6-cc1b-4d26-b8a7-6ff642772219','1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9','ServicePrincipal','2026-11-24 21:17:45.472137');
INSERT INTO "app_role_assignments" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','9cYUeeLoFWv7F59VVD6f_4364mfdQptnsE7Wkmh_7ps','b5f62d3e-2f3c-49ab-baca-c6df9623fe1e','441d07d6-cc1b-4d26-b8a7-6ff642772219','06b708a9-e830-4db3-a914-8e69da51d44f','ServicePrincipal','2026-11-24 21:17:45.508826');
INSERT INTO "app_role_assignments" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','zW_aWqPvrr-Qka2cGjp-5xbzTAM9KwuAt6H_CGjMYaE','b5f62d3e-2f3c-49ab-baca-c6df9623fe1e','441d07d6-cc1b-4d26-b8a7-6ff642772219','8e8e4742-1d95-4f68-9d56-6ee75648c72a','ServicePrincipal','2026-11-24 21:17:45.551633');
INSERT INTO "app_role_assignments" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','AnAKZujEP2VVaW5DEXrlsMJ92lM9ZeQGe0lPkf2bRRg','b5f62d3e-2f3c-49ab-baca-c6df9623fe1e','441d07d6-cc1b-4d26-b8a7-6ff642772219','7ab1d382-f21e-4acd-a863-ba3e13f7da61','ServicePrincipal','2026-11-24 21:17:45.574863');
INSERT INTO "app_role_assignments" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','zrLWe00yJ5-sNrO8sJ6cD03BHsPfccnm7O6AaS94oOU','b5f62d3e-2f3c-49ab-baca-c6df9623fe1e','441d07d6-cc1b-4d26-b8a7-6ff642772219','9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8','ServicePrincipal','2026-11-24 21:17:45.607354');
INSERT INTO "app_role_assignments" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','goNCfv0Bp110kxVSph6m6f887PygF9Sk17pF2nZK0go','b5f62d3e-2f3c-49ab-baca-c6df9623fe1e','441d07d6-cc1b-4d26-b8a7-6ff642772219','498476ce-e0fe-48b0-b801-37ba7e2685c6','ServicePrincipal','2026-11-24 21:17:45.642681');
INSERT INTO "app_role_assignments" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','B0f1TosGfF--WFXlVwJFpd-HkKXxha1_II1ZWTB6j2U','b5f62d3e-2f3c-49ab-baca-c6df9623fe1e','441d07d6-cc1b-4d26-b8a7-6ff642772219','dbb9058a-0e50-45d7-ae91-66909b5d4664','ServicePrincipal','2026-11-24 21:17:45.677530');
INSERT INTO "app_role_assignments" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','wHRE6w_SQQaD1ipG9TXWwCT7Gxast8AeP3eDnapTXIY','b5f62d3e-2f3c-49ab-baca-c6df9623fe1e','441d07d6-cc1b-4d26-b8a7-6ff642772219','be74164b-cff1-491c-8741-e671cb536e13','ServicePrincipal','2026-11-24 21:17:45.713015');
INSERT INTO "app_role_assignments" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','X7WeCMKYzAQfIi7XCFbnNY5RZpm5hfOvrfvxGoJyAbg','b5f62d3e-2f3c-49ab-baca-c6df9623fe1e','441d07d6-cc1b-4d26-b8a7-6ff642772219','b0afded3-3588-46d8-8b3d-9842eff778da','ServicePrincipal','2026-11-24 21:17:45.753570');
CREATE TABLE application_words (
	tenant_id TEXT NOT NULL, 
	property TEXT NOT NULL, 
	word TEXT NOT NULL, 
	app_id TEXT NOT NULL, 
	CONSTRAINT pk_application_words PRIMARY KEY (tenant_id, property, word, app_id), 
	CONSTRAINT fk_application_words_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id)
);
INSERT INTO "application_words" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','displayname','graph','00000003-0000-0000-c000-000000000000');
INSERT INTO "application_words" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','displayname','microsoft','00000003-0000-0000-c000-000000000000');
INSERT INTO "application_words" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','displayname','api','f50a0b1c-85df-421d-8896-05cac05c9c1c');
INSERT INTO "application_words" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','displayname','ciam','f50a0b1c-85df-421d-8896-05cac05c9c1c');
INSERT INTO "application_words" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','displayname','todolist','f50a0b1c-85df-421d-8896-05cac05c9c1c');
INSERT INTO "application_words" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','displayname','app','2ee38930-86dd-44c9-abd4-e1300467ef6c');
INSERT INTO "application_words" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','displayname','ciam','2ee38930-86dd-44c9-abd4-e1300467ef6c');
INSERT INTO "application_words" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','displayname','client','2ee38930-86dd-44c9-abd4-e1300467ef6c');
INSERT INTO "application_words" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','displayname','daemonry','d72e1d5e-9c1f-40a0-838f-9d09d6b11b69');
INSERT INTO "application_words" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','displayname','management','d72e1d5e-9c1f-40a0-838f-9d09d6b11b69');
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
INSERT INTO "applications" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','8c1d8d4c-01d6-4690-8f0d-20fbaa5bf63b','f50a0b1c-85df-421d-8896-05cac05c9c1c','ciam-ToDoList-api','ciam-todolist-api',NULL,NULL,'2026-11-24 21:17:43.834039',NULL,'{"sign_in_audience":"AzureADMyOrg","description":null,"notes":null,"publisher_domain":"contoso.onmicrosoft.com","identifier_uris":["api://f50a0b1c-85df-421d-8896-05cac05c9c1c"],"app_roles":[{"role_id":"5b5aaeb9-6abf-4407-a69a-b1bf5fdf84be","value":"ToDoList.Read.All","display_name":"ToDoList.Read.All","description":"Allow the app to read every user''s to-do list","allowed_member_types":["Application"],"is_enabled":true},{"role_id":"8da6de10-ffb7-4851-a311-ba25e3536dfb","value":"ToDoList.ReadWrite.All","display_name":"ToDoList.ReadWrite.All","description":"Allow the app to read and write every user''s to-do list","allowed_member_types":["Application"],"is_enabled":true}],"required_resource_access":[],"key_credentials":[],"trusted_subjects":[],"federated_identity_credentials":[],"token_settings":{"assertion_profile":"entra","certificate_only":false,"access_token_profile":"entra","signing_algorithm":"RS256","sender_constraint":"none","allow_resource_parameter":false,"allow_role_subset":false,"allow_introspection":false,"allow_revocation":false,"continuous_access_evaluation":false},"optional_claims":{"id_token":[],"access_token":[{"name":"idtyp","source":null,"essential":false,"additional_properties":[]}],"saml2_token":[]},"api":{"requested_access_token_version":2,"accept_mapped_claims":null,"known_client_applications":[],"oauth2_permission_scopes":[{"scope_id":"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a21","value":"ToDoList.Read","type":"User","admin_consent_display_name":"Read to-do lists of people","admin_consent_description":"Lets the application read what people have to do.","user_consent_display_name":"Read your to-do list","user_consent_description":"Lets the application read what you have to do.","is_enabled":true},{"scope_id":"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a22","value":"ToDoList.ReadWrite","type":"User","admin_consent_display_name":"Read and change to-do lists of people","admin_consent_description":"Lets the application read and change what people have to do.","user_consent_display_name":"Read and change your to-do list","user_consent_description":"Lets the application read and change what you have to do.","is_enabled":true}],"pre_authorized_applications":[]},"web":{"home_page_url":null,"logout_url":null,"redirect_uris":[],"enable_access_token_issuance":false,"enable_id_token_issuance":false},"info":{"marketing_url":null,"privacy_statement_url":null,"support_url":null,"terms_of_service_url":null},"spa_redirect_uris":[],"public_client_redirect_uris":[],"is_fallback_public_client":null,"is_device_only_auth_supported":null,"group_membership_claims":null,"service_management_reference":null,"tags":[],"is_disabled":null,"oauth2_require_post_response":false,"created_by_app_id":null}');
INSERT INTO "applications" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','b400e6f6-b39f-4849-8e64-58aaef3f76a4','2ee38930-86dd-44c9-abd4-e1300467ef6c','ciam-client-app','ciam-client-app',NULL,NULL,'2026-11-24 21:17:44.163397',NULL,'{"sign_in_audience":"AzureADMyOrg","description":null,"notes":null,"publisher_domain":"contoso.onmicrosoft.com","identifier_uris":[],"app_roles":[],"required_resource_access":[{"resource_app_id":"f50a0b1c-85df-421d-8896-05cac05c9c1c","resource_access":[{"permission_id":"5b5aaeb9-6abf-4407-a69a-b1bf5fdf84be","type":"Role"},{"permission_id":"8da6de10-ffb7-4851-a311-ba25e3536dfb","type":"Role"}]}],"key_credentials":[],"trusted_subjects":[],"federated_identity_credentials":[],"token_settings":{"assertion_profile":"entra","certificate_only":false,"access_token_profile":"entra","signing_algorithm":"RS256","sender_constraint":"none","allow_resource_parameter":false,"allow_role_subset":false,"allow_introspection":false,"allow_revocation":false,"continuous_access_evaluation":false},"optional_claims":null,"api":{"requested_access_token_version":null,"accept_mapped_claims":null,"known_client_applications":[],"oauth2_permission_scopes":[],"pre_authorized_applications":[]},"web":{"home_page_url":null,"logout_url":null,"redirect_uris":[],"enable_access_token_issuance":false,"enable_id_token_issuance":false},"info":{"marketing_url":null,"privacy_statement_url":null,"support_url":null,"terms_of_service_url":null},"spa_redirect_uris":[],"public_client_redirect_uris":[],"is_fallback_public_client":null,"is_device_only_auth_supported":null,"group_membership_claims":null,"service_management_reference":null,"tags":[],"is_disabled":null,"oauth2_require_post_response":false,"created_by_app_id":null}');
INSERT INTO "applications" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','515b4a98-155a-4ff2-8a91-bc0dc2b711c9','d72e1d5e-9c1f-40a0-838f-9d09d6b11b69','daemonry-management','daemonry-management',NULL,NULL,'2026-11-24 21:17:44.780725',NULL,'{"sign_in_audience":"AzureADMyOrg","description":null,"notes":null,"publisher_domain":"contoso.onmicrosoft.com","identifier_uris":[],"app_roles":[],"required_resource_access":[{"resource_app_id":"00000003-0000-0000-c000-000000000000","resource_access":[{"permission_id":"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9","type":"Role"},{"permission_id":"06b708a9-e830-4db3-a914-8e69da51d44f","type":"Role"},{"permission_id":"8e8e4742-1d95-4f68-9d56-6ee75648c72a","type":"Role"},{"permission_id":"7ab1d382-f21e-4acd-a863-ba3e13f7da61","type":"Role"},{"permission_id":"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8","type":"Role"},{"permission_id":"498476ce-e0fe-48b0-b801-37ba7e2685c6","type":"Role"},{"permission_id":"dbb9058a-0e50-45d7-ae91-66909b5d4664","type":"Role"},{"permission_id":"be74164b-cff1-491c-8741-e671cb536e13","type":"Role"},{"permission_id":"b0afded3-3588-46d8-8b3d-9842eff778da","type":"Role"}]}],"key_credentials":[],"trusted_subjects":[],"federated_identity_credentials":[],"token_settings":{"assertion_profile":"entra","certificate_only":false,"access_token_profile":"entra","signing_algorithm":"RS256","sender_constraint":"none","allow_resource_parameter":false,"allow_role_subset":false,"allow_introspection":false,"allow_revocation":false,"continuous_access_evaluation":false},"optional_claims":null,"api":{"requested_access_token_version":null,"accept_mapped_claims":null,"known_client_applications":[],"oauth2_permission_scopes":[],"pre_authorized_applications":[]},"web":{"home_page_url":null,"logout_url":null,"redirect_uris":[],"enable_access_token_issuance":false,"enable_id_token_issuance":false},"info":{"marketing_url":null,"privacy_statement_url":null,"support_url":null,"terms_of_service_url":null},"spa_redirect_uris":[],"public_client_redirect_uris":[],"is_fallback_public_client":null,"is_device_only_auth_supported":null,"group_membership_claims":null,"service_management_reference":null,"tags":[],"is_disabled":null,"oauth2_require_post_response":false,"created_by_app_id":null}');
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
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','c089ec49-5687-423c-984b-23ee73bbd628','2026-11-24 21:17:43.248278','{"activity":"Create tenant","category":"DirectoryManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"e01174a1-a6d7-4f3e-b147-4b156813bbb7","display_name":"Contoso","type":"Organization","modified":[{"name":"displayName","old_value":null,"new_value":"\"Contoso\""},{"name":"subdomain","old_value":null,"new_value":"\"contoso\""},{"name":"domains","old_value":null,"new_value":"[{\"name\":\"contoso.onmicrosoft.com\",\"isInitial\":true,\"isDefault\":true,\"isVerified\":true,\"verification\":\"\"}]"},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T21:17:43.242587Z\""},{"name":"tenantType","old_value":null,"new_value":"\"CIAM\""},{"name":"contacts","old_value":null,"new_value":"{\"technical\":[],\"marketing\":[],\"securityMails\":[],\"securityPhones\":[],\"privacyEmail\":null,\"privacyStatementUrl\":null}"},{"name":"appManagement","old_value":null,"new_value":"{\"isEnabled\":false,\"applicationRestrictions\":{\"passwordCredentials\":[],\"keyCredentials\":[]},\"servicePrincipalRestrictions\":{\"passwordCredentials\":[],\"keyCredentials\":[]}}"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','3b9a1bcb-48cd-4312-b2a9-5f4917a8aa61','2026-11-24 21:17:43.505721','{"activity":"Add token signing key","category":"DirectoryManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"MR8EWm-J6M1gRaHKLNPrnctKICw","display_name":"MR8EWm-J6M1gRaHKLNPrnctKICw","type":"SigningKey","modified":[{"name":"algorithm","old_value":null,"new_value":"\"RS256\""},{"name":"appId","old_value":null,"new_value":"\"\""},{"name":"activeFrom","old_value":null,"new_value":"\"2026-11-24T21:17:43.251957Z\""}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','be092178-e449-436f-955c-883b01c6657d','2026-11-24 21:17:43.518141','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"441d07d6-cc1b-4d26-b8a7-6ff642772219","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"00000003-0000-0000-c000-000000000000\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T21:17:43.506417Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','2782d33c-47cf-417d-a827-f37eefb64ae2','2026-11-24 21:17:43.765304','{"activity":"Add user","category":"UserManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"7f5389ca-d8fa-4767-a6c6-908dc6b562d9","display_name":"Administrator","type":"User","modified":[{"name":"userPrincipalName","old_value":null,"new_value":"\"admin@contoso.onmicrosoft.com\""},{"name":"displayName","old_value":null,"new_value":"\"Administrator\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T21:17:43.736196Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"mustChangePassword","old_value":null,"new_value":"false"},{"name":"passwordChangedAt","old_value":null,"new_value":"\"2026-11-24T21:17:43.736205Z\""},{"name":"isFactorRequired","old_value":null,"new_value":"false"},{"name":"details","old_value":null,"new_value":"{}"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','9279b62b-607c-4789-8ac5-464d9d2473a0','2026-11-24 21:17:43.821279','{"activity":"Add member to role","category":"RoleManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"7f5389ca-d8fa-4767-a6c6-908dc6b562d9","display_name":"Administrator","type":"User","modified":[{"name":"Role.DisplayName","old_value":null,"new_value":"\"Global Administrator\""}]}],"result":"success","reason":"","details":{"severity":"high"}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','b04c2fa1-a507-4a0d-bfa0-415253128c17','2026-11-24 21:17:43.889368','{"activity":"Add application","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"8c1d8d4c-01d6-4690-8f0d-20fbaa5bf63b","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"appId","old_value":null,"new_value":"\"f50a0b1c-85df-421d-8896-05cac05c9c1c\""},{"name":"displayName","old_value":null,"new_value":"\"ciam-ToDoList-api\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T21:17:43.834039Z\""},{"name":"signInAudience","old_value":null,"new_value":"\"AzureADMyOrg\""},{"name":"publisherDomain","old_value":null,"new_value":"\"contoso.onmicrosoft.com\""},{"name":"tokenSettings","old_value":null,"new_value":"{\"assertionProfile\":\"entra\",\"certificateOnly\":false,\"accessTokenProfile\":\"entra\",\"signingAlgorithm\":\"RS256\",\"senderConstraint\":\"none\",\"allowResourceParameter\":false,\"allowRoleSubset\":false,\"allowIntrospection\":false,\"allowRevocation\":false,\"continuousAccessEvaluation\":false}"},{"name":"optionalClaims","old_value":null,"new_value":"{\"idToken\":[],\"accessToken\":[{\"name\":\"idtyp\",\"source\":null,\"essential\":false,\"additionalProperties\":[]}],\"saml2Token\":[]}"},{"name":"api","old_value":null,"new_value":"{\"requestedAccessTokenVersion\":2,\"acceptMappedClaims\":null,\"knownClientApplications\":[],\"oauth2PermissionScopes\":[{\"id\":\"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a21\",\"value\":\"ToDoList.Read\",\"type\":\"User\",\"adminConsentDisplayName\":\"Read to-do lists of people\",\"adminConsentDescription\":\"Lets the application read what people have to do.\",\"userConsentDisplayName\":\"Read your to-do list\",\"userConsentDescription\":\"Lets the application read what you have to do.\",\"isEnabled\":true},{\"id\":\"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a22\",\"value\":\"ToDoList.ReadWrite\",\"type\":\"User\",\"adminConsentDisplayName\":\"Read and change to-do lists of people\",\"adminConsentDescription\":\"Lets the application read and change what people have to do.\",\"userConsentDisplayName\":\"Read and change your to-do list\",\"userConsentDescription\":\"Lets the application read and change what you have to do.\",\"isEnabled\":true}],\"preAuthorizedApplications\":[]}"},{"name":"web","old_value":null,"new_value":"{\"homePageUrl\":null,\"logoutUrl\":null,\"redirectUris\":[],\"enableAccessTokenIssuance\":false,\"enableIdTokenIssuance\":false}"},{"name":"info","old_value":null,"new_value":"{\"marketingUrl\":null,\"privacyStatementUrl\":null,\"supportUrl\":null,\"termsOfServiceUrl\":null}"},{"name":"oauth2RequirePostResponse","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','09ea72f4-b259-4fde-99c7-1ababcb8a037','2026-11-24 21:17:43.993004','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"8c1d8d4c-01d6-4690-8f0d-20fbaa5bf63b","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"identifierUris","old_value":"[]","new_value":"[\"api://f50a0b1c-85df-421d-8896-05cac05c9c1c\"]"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','70ed3a6e-acf1-4b0d-87e8-de1af129526b','2026-11-24 21:17:44.073862','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"8c1d8d4c-01d6-4690-8f0d-20fbaa5bf63b","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"appRoles","old_value":"[]","new_value":"[{\"id\":\"5b5aaeb9-6abf-4407-a69a-b1bf5fdf84be\",\"value\":\"ToDoList.Read.All\",\"displayName\":\"ToDoList.Read.All\",\"description\":\"Allow the app to read every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','cb42605d-5535-4fa4-b9c6-b53d58d8fd79','2026-11-24 21:17:44.113607','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"8c1d8d4c-01d6-4690-8f0d-20fbaa5bf63b","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"appRoles","old_value":"[{\"id\":\"5b5aaeb9-6abf-4407-a69a-b1bf5fdf84be\",\"value\":\"ToDoList.Read.All\",\"displayName\":\"ToDoList.Read.All\",\"description\":\"Allow the app to read every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]","new_value":"[{\"id\":\"5b5aaeb9-6abf-4407-a69a-b1bf5fdf84be\",\"value\":\"ToDoList.Read.All\",\"displayName\":\"ToDoList.Read.All\",\"description\":\"Allow the app to read every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true},{\"id\":\"8da6de10-ffb7-4851-a311-ba25e3536dfb\",\"value\":\"ToDoList.ReadWrite.All\",\"displayName\":\"ToDoList.ReadWrite.All\",\"description\":\"Allow the app to read and write every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','35baa961-46cc-47f4-b546-c35e50799115','2026-11-24 21:17:44.157077','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"259c69ad-2b6e-4a00-aa57-c8564e86f1c0","display_name":"ciam-ToDoList-api","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"f50a0b1c-85df-421d-8896-05cac05c9c1c\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T21:17:44.137214Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','8bb66b85-556b-4245-b7fb-29373d53c0c4','2026-11-24 21:17:44.201601','{"activity":"Add application","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"b400e6f6-b39f-4849-8e64-58aaef3f76a4","display_name":"ciam-client-app","type":"Application","modified":[{"name":"appId","old_value":null,"new_value":"\"2ee38930-86dd-44c9-abd4-e1300467ef6c\""},{"name":"displayName","old_value":null,"new_value":"\"ciam-client-app\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T21:17:44.163397Z\""},{"name":"signInAudience","old_value":null,"new_value":"\"AzureADMyOrg\""},{"name":"publisherDomain","old_value":null,"new_value":"\"contoso.onmicrosoft.com\""},{"name":"tokenSettings","old_value":null,"new_value":"{\"assertionProfile\":\"entra\",\"certificateOnly\":false,\"accessTokenProfile\":\"entra\",\"signingAlgorithm\":\"RS256\",\"senderConstraint\":\"none\",\"allowResourceParameter\":false,\"allowRoleSubset\":false,\"allowIntrospection\":false,\"allowRevocation\":false,\"continuousAccessEvaluation\":false}"},{"name":"api","old_value":null,"new_value":"{\"requestedAccessTokenVersion\":null,\"acceptMappedClaims\":null,\"knownClientApplications\":[],\"oauth2PermissionScopes\":[],\"preAuthorizedApplications\":[]}"},{"name":"web","old_value":null,"new_value":"{\"homePageUrl\":null,\"logoutUrl\":null,\"redirectUris\":[],\"enableAccessTokenIssuance\":false,\"enableIdTokenIssuance\":false}"},{"name":"info","old_value":null,"new_value":"{\"marketingUrl\":null,\"privacyStatementUrl\":null,\"supportUrl\":null,\"termsOfServiceUrl\":null}"},{"name":"oauth2RequirePostResponse","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','e5aed63f-c998-495d-b281-07b3b1c45271','2026-11-24 21:17:44.247988','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"f037abbb-f9b1-425d-bcc8-f7cf19f9e4f1","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"2ee38930-86dd-44c9-abd4-e1300467ef6c\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T21:17:44.227701Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','af8dbe75-6563-4304-89be-e86f2613d2d5','2026-11-24 21:17:44.449221','{"activity":"Update application - Certificates and secrets management","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"b400e6f6-b39f-4849-8e64-58aaef3f76a4","display_name":"ciam-client-app","type":"Application","modified":[{"name":"passwordCredentials","old_value":"[]","new_value":"[{\"keyId\":\"5d52772e-f418-4601-81d7-2985a610eaac\",\"displayName\":\"tutorial\",\"startDateTime\":\"2026-11-24T21:17:44Z\",\"endDateTime\":\"2028-11-24T21:17:44Z\",\"hint\":\"j7m\"}]"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','00cfb872-e8b9-4d30-ac31-d8cdaefe4fed','2026-11-24 21:17:44.578595','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"b400e6f6-b39f-4849-8e64-58aaef3f76a4","display_name":"ciam-client-app","type":"Application","modified":[{"name":"requiredResourceAccess","old_value":"[]","new_value":"[{\"resourceAppId\":\"f50a0b1c-85df-421d-8896-05cac05c9c1c\",\"resourceAccess\":[{\"id\":\"5b5aaeb9-6abf-4407-a69a-b1bf5fdf84be\",\"type\":\"Role\"},{\"id\":\"8da6de10-ffb7-4851-a311-ba25e3536dfb\",\"type\":\"Role\"}]}]"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','46c6fbe0-e042-4137-ba7c-5866815c923b','2026-11-24 21:17:44.709040','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"259c69ad-2b6e-4a00-aa57-c8564e86f1c0","display_name":"ciam-ToDoList-api","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"5b5aaeb9-6abf-4407-a69a-b1bf5fdf84be\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"ToDoList.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"ToDoList.Read.All\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"f037abbb-f9b1-425d-bcc8-f7cf19f9e4f1\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"ciam-client-app\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"2ee38930-86dd-44c9-abd4-e1300467ef6c\""}]},{"object_id":"f037abbb-f9b1-425d-bcc8-f7cf19f9e4f1","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','c5401b63-5af9-43e1-bfd7-6f800aa188db','2026-11-24 21:17:44.755085','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"259c69ad-2b6e-4a00-aa57-c8564e86f1c0","display_name":"ciam-ToDoList-api","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"8da6de10-ffb7-4851-a311-ba25e3536dfb\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"ToDoList.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"ToDoList.ReadWrite.All\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"f037abbb-f9b1-425d-bcc8-f7cf19f9e4f1\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"ciam-client-app\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"2ee38930-86dd-44c9-abd4-e1300467ef6c\""}]},{"object_id":"f037abbb-f9b1-425d-bcc8-f7cf19f9e4f1","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','e8e77398-0343-4fc2-b8f1-2f1e5cd16f0f','2026-11-24 21:17:44.768981','{"activity":"Consent to application","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"f037abbb-f9b1-425d-bcc8-f7cf19f9e4f1","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[{"name":"ConsentAction.Permissions","old_value":null,"new_value":"[\"f50a0b1c-85df-421d-8896-05cac05c9c1c: ToDoList.Read.All, ToDoList.ReadWrite.All\"]"}]}],"result":"success","reason":"","details":{"isAdminConsent":"true"}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','b6d23714-284a-489c-8eae-1ddae5624556','2026-11-24 21:17:44.964846','{"activity":"Add application","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"515b4a98-155a-4ff2-8a91-bc0dc2b711c9","display_name":"daemonry-management","type":"Application","modified":[{"name":"appId","old_value":null,"new_value":"\"d72e1d5e-9c1f-40a0-838f-9d09d6b11b69\""},{"name":"displayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T21:17:44.780725Z\""},{"name":"signInAudience","old_value":null,"new_value":"\"AzureADMyOrg\""},{"name":"publisherDomain","old_value":null,"new_value":"\"contoso.onmicrosoft.com\""},{"name":"tokenSettings","old_value":null,"new_value":"{\"assertionProfile\":\"entra\",\"certificateOnly\":false,\"accessTokenProfile\":\"entra\",\"signingAlgorithm\":\"RS256\",\"senderConstraint\":\"none\",\"allowResourceParameter\":false,\"allowRoleSubset\":false,\"allowIntrospection\":false,\"allowRevocation\":false,\"continuousAccessEvaluation\":false}"},{"name":"api","old_value":null,"new_value":"{\"requestedAccessTokenVersion\":null,\"acceptMappedClaims\":null,\"knownClientApplications\":[],\"oauth2PermissionScopes\":[],\"preAuthorizedApplications\":[]}"},{"name":"web","old_value":null,"new_value":"{\"homePageUrl\":null,\"logoutUrl\":null,\"redirectUris\":[],\"enableAccessTokenIssuance\":false,\"enableIdTokenIssuance\":false}"},{"name":"info","old_value":null,"new_value":"{\"marketingUrl\":null,\"privacyStatementUrl\":null,\"supportUrl\":null,\"termsOfServiceUrl\":null}"},{"name":"oauth2RequirePostResponse","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','510be02a-9ad0-4ba9-9d32-d68cf715f4aa','2026-11-24 21:17:45.103744','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"b5f62d3e-2f3c-49ab-baca-c6df9623fe1e","display_name":"daemonry-management","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"d72e1d5e-9c1f-40a0-838f-9d09d6b11b69\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T21:17:45.061274Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','334c7867-5ef0-4716-9c09-8372182f812a','2026-11-24 21:17:45.247631','{"activity":"Update application - Certificates and secrets management","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"515b4a98-155a-4ff2-8a91-bc0dc2b711c9","display_name":"daemonry-management","type":"Application","modified":[{"name":"passwordCredentials","old_value":"[]","new_value":"[{\"keyId\":\"40516b59-b810-478d-ba07-ed9985918060\",\"displayName\":\"tutorial\",\"startDateTime\":\"2026-11-24T21:17:45Z\",\"endDateTime\":\"2028-11-24T21:17:45Z\",\"hint\":\"oMI\"}]"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','e240ab5e-2a22-445b-8766-98ef280b6530','2026-11-24 21:17:45.327692','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"515b4a98-155a-4ff2-8a91-bc0dc2b711c9","display_name":"daemonry-management","type":"Application","modified":[{"name":"requiredResourceAccess","old_value":"[]","new_value":"[{\"resourceAppId\":\"00000003-0000-0000-c000-000000000000\",\"resourceAccess\":[{\"id\":\"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9\",\"type\":\"Role\"},{\"id\":\"06b708a9-e830-4db3-a914-8e69da51d44f\",\"type\":\"Role\"},{\"id\":\"8e8e4742-1d95-4f68-9d56-6ee75648c72a\",\"type\":\"Role\"},{\"id\":\"7ab1d382-f21e-4acd-a863-ba3e13f7da61\",\"type\":\"Role\"},{\"id\":\"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8\",\"type\":\"Role\"},{\"id\":\"498476ce-e0fe-48b0-b801-37ba7e2685c6\",\"type\":\"Role\"},{\"id\":\"dbb9058a-0e50-45d7-ae91-66909b5d4664\",\"type\":\"Role\"},{\"id\":\"be74164b-cff1-491c-8741-e671cb536e13\",\"type\":\"Role\"},{\"id\":\"b0afded3-3588-46d8-8b3d-9842eff778da\",\"type\":\"Role\"}]}]"}]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','d9b6d14c-eaa4-4b13-bfa8-88ba2ea341ac','2026-11-24 21:17:45.498357','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"441d07d6-cc1b-4d26-b8a7-6ff642772219","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Application.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read and write all applications\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"b5f62d3e-2f3c-49ab-baca-c6df9623fe1e\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"d72e1d5e-9c1f-40a0-838f-9d09d6b11b69\""}]},{"object_id":"b5f62d3e-2f3c-49ab-baca-c6df9623fe1e","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{"severity":"high","takeoverPermissions":"Application.ReadWrite.All"}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','28afb6a0-a5f7-4045-af50-3799f88c2581','2026-11-24 21:17:45.540948','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"441d07d6-cc1b-4d26-b8a7-6ff642772219","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"06b708a9-e830-4db3-a914-8e69da51d44f\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"AppRoleAssignment.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage app role assignments and grant admin consent\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"b5f62d3e-2f3c-49ab-baca-c6df9623fe1e\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"d72e1d5e-9c1f-40a0-838f-9d09d6b11b69\""}]},{"object_id":"b5f62d3e-2f3c-49ab-baca-c6df9623fe1e","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{"severity":"high","takeoverPermissions":"AppRoleAssignment.ReadWrite.All"}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','460bf3ea-2b2e-4cc3-aa15-ab7ef7190378','2026-11-24 21:17:45.568902','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"441d07d6-cc1b-4d26-b8a7-6ff642772219","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"8e8e4742-1d95-4f68-9d56-6ee75648c72a\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"DelegatedPermissionGrant.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage delegated permission grants\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"b5f62d3e-2f3c-49ab-baca-c6df9623fe1e\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"d72e1d5e-9c1f-40a0-838f-9d09d6b11b69\""}]},{"object_id":"b5f62d3e-2f3c-49ab-baca-c6df9623fe1e","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','5d3cc2a7-c729-4a08-9d24-43734dc6eb22','2026-11-24 21:17:45.594795','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"441d07d6-cc1b-4d26-b8a7-6ff642772219","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"7ab1d382-f21e-4acd-a863-ba3e13f7da61\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Directory.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read directory data\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"b5f62d3e-2f3c-49ab-baca-c6df9623fe1e\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"d72e1d5e-9c1f-40a0-838f-9d09d6b11b69\""}]},{"object_id":"b5f62d3e-2f3c-49ab-baca-c6df9623fe1e","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','41933a8b-7639-4e16-8df1-42b797f2a9d5','2026-11-24 21:17:45.629034','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"441d07d6-cc1b-4d26-b8a7-6ff642772219","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"RoleManagement.ReadWrite.Directory\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage directory roles and their assignments\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"b5f62d3e-2f3c-49ab-baca-c6df9623fe1e\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"d72e1d5e-9c1f-40a0-838f-9d09d6b11b69\""}]},{"object_id":"b5f62d3e-2f3c-49ab-baca-c6df9623fe1e","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{"severity":"high","takeoverPermissions":"RoleManagement.ReadWrite.Directory"}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','bc6bb3e1-af18-4eea-81cd-128e751eeb7e','2026-11-24 21:17:45.663369','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"441d07d6-cc1b-4d26-b8a7-6ff642772219","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"498476ce-e0fe-48b0-b801-37ba7e2685c6\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Organization.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read the organization\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"b5f62d3e-2f3c-49ab-baca-c6df9623fe1e\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"d72e1d5e-9c1f-40a0-838f-9d09d6b11b69\""}]},{"object_id":"b5f62d3e-2f3c-49ab-baca-c6df9623fe1e","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','77b72a25-e946-48fd-b9d1-38fcea5f6928','2026-11-24 21:17:45.706076','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"441d07d6-cc1b-4d26-b8a7-6ff642772219","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"dbb9058a-0e50-45d7-ae91-66909b5d4664\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Domain.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read domains\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"b5f62d3e-2f3c-49ab-baca-c6df9623fe1e\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"d72e1d5e-9c1f-40a0-838f-9d09d6b11b69\""}]},{"object_id":"b5f62d3e-2f3c-49ab-baca-c6df9623fe1e","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','f6506000-6d0d-4f39-a531-04cba969fcc9','2026-11-24 21:17:45.736308','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"441d07d6-cc1b-4d26-b8a7-6ff642772219","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"be74164b-cff1-491c-8741-e671cb536e13\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Policy.ReadWrite.ApplicationConfiguration\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage application configuration policies\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"b5f62d3e-2f3c-49ab-baca-c6df9623fe1e\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"d72e1d5e-9c1f-40a0-838f-9d09d6b11b69\""}]},{"object_id":"b5f62d3e-2f3c-49ab-baca-c6df9623fe1e","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','65f3d35f-3eb2-4d9f-949e-a348357aeed6','2026-11-24 21:17:45.780413','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"441d07d6-cc1b-4d26-b8a7-6ff642772219","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"b0afded3-3588-46d8-8b3d-9842eff778da\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"AuditLog.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read audit and sign-in records\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"b5f62d3e-2f3c-49ab-baca-c6df9623fe1e\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"d72e1d5e-9c1f-40a0-838f-9d09d6b11b69\""}]},{"object_id":"b5f62d3e-2f3c-49ab-baca-c6df9623fe1e","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}',NULL,NULL);
INSERT INTO "audit_events" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','0f45274d-02c7-49cf-9ae5-d25ef86ce4bb','2026-11-24 21:17:45.796625','{"activity":"Consent to application","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"b5f62d3e-2f3c-49ab-baca-c6df9623fe1e","display_name":"daemonry-management","type":"ServicePrincipal","modified":[{"name":"ConsentAction.Permissions","old_value":null,"new_value":"[\"00000003-0000-0000-c000-000000000000: Application.ReadWrite.All, AppRoleAssignment.ReadWrite.All, DelegatedPermissionGrant.ReadWrite.All, Directory.Read.All, RoleManagement.ReadWrite.Directory, Organization.Read.All, Domain.Read.All, Policy.ReadWrite.ApplicationConfiguration, AuditLog.Read.All\"]"}]}],"result":"success","reason":"","details":{"isAdminConsent":"true","severity":"high"}}',NULL,NULL);
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
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','e01174a1-a6d7-4f3e-b147-4b156813bbb7','c089ec49-5687-423c-984b-23ee73bbd628');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','MR8EWm-J6M1gRaHKLNPrnctKICw','3b9a1bcb-48cd-4312-b2a9-5f4917a8aa61');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','441d07d6-cc1b-4d26-b8a7-6ff642772219','be092178-e449-436f-955c-883b01c6657d');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','7f5389ca-d8fa-4767-a6c6-908dc6b562d9','2782d33c-47cf-417d-a827-f37eefb64ae2');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','7f5389ca-d8fa-4767-a6c6-908dc6b562d9','9279b62b-607c-4789-8ac5-464d9d2473a0');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','8c1d8d4c-01d6-4690-8f0d-20fbaa5bf63b','b04c2fa1-a507-4a0d-bfa0-415253128c17');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','8c1d8d4c-01d6-4690-8f0d-20fbaa5bf63b','09ea72f4-b259-4fde-99c7-1ababcb8a037');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','8c1d8d4c-01d6-4690-8f0d-20fbaa5bf63b','70ed3a6e-acf1-4b0d-87e8-de1af129526b');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','8c1d8d4c-01d6-4690-8f0d-20fbaa5bf63b','cb42605d-5535-4fa4-b9c6-b53d58d8fd79');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','259c69ad-2b6e-4a00-aa57-c8564e86f1c0','35baa961-46cc-47f4-b546-c35e50799115');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','b400e6f6-b39f-4849-8e64-58aaef3f76a4','8bb66b85-556b-4245-b7fb-29373d53c0c4');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','f037abbb-f9b1-425d-bcc8-f7cf19f9e4f1','e5aed63f-c998-495d-b281-07b3b1c45271');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','b400e6f6-b39f-4849-8e64-58aaef3f76a4','af8dbe75-6563-4304-89be-e86f2613d2d5');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','b400e6f6-b39f-4849-8e64-58aaef3f76a4','00cfb872-e8b9-4d30-ac31-d8cdaefe4fed');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','259c69ad-2b6e-4a00-aa57-c8564e86f1c0','46c6fbe0-e042-4137-ba7c-5866815c923b');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','f037abbb-f9b1-425d-bcc8-f7cf19f9e4f1','46c6fbe0-e042-4137-ba7c-5866815c923b');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','259c69ad-2b6e-4a00-aa57-c8564e86f1c0','c5401b63-5af9-43e1-bfd7-6f800aa188db');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','f037abbb-f9b1-425d-bcc8-f7cf19f9e4f1','c5401b63-5af9-43e1-bfd7-6f800aa188db');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','f037abbb-f9b1-425d-bcc8-f7cf19f9e4f1','e8e77398-0343-4fc2-b8f1-2f1e5cd16f0f');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','515b4a98-155a-4ff2-8a91-bc0dc2b711c9','b6d23714-284a-489c-8eae-1ddae5624556');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','b5f62d3e-2f3c-49ab-baca-c6df9623fe1e','510be02a-9ad0-4ba9-9d32-d68cf715f4aa');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','515b4a98-155a-4ff2-8a91-bc0dc2b711c9','334c7867-5ef0-4716-9c09-8372182f812a');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','515b4a98-155a-4ff2-8a91-bc0dc2b711c9','e240ab5e-2a22-445b-8766-98ef280b6530');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','441d07d6-cc1b-4d26-b8a7-6ff642772219','d9b6d14c-eaa4-4b13-bfa8-88ba2ea341ac');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','b5f62d3e-2f3c-49ab-baca-c6df9623fe1e','d9b6d14c-eaa4-4b13-bfa8-88ba2ea341ac');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','441d07d6-cc1b-4d26-b8a7-6ff642772219','28afb6a0-a5f7-4045-af50-3799f88c2581');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','b5f62d3e-2f3c-49ab-baca-c6df9623fe1e','28afb6a0-a5f7-4045-af50-3799f88c2581');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','441d07d6-cc1b-4d26-b8a7-6ff642772219','460bf3ea-2b2e-4cc3-aa15-ab7ef7190378');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','b5f62d3e-2f3c-49ab-baca-c6df9623fe1e','460bf3ea-2b2e-4cc3-aa15-ab7ef7190378');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','441d07d6-cc1b-4d26-b8a7-6ff642772219','5d3cc2a7-c729-4a08-9d24-43734dc6eb22');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','b5f62d3e-2f3c-49ab-baca-c6df9623fe1e','5d3cc2a7-c729-4a08-9d24-43734dc6eb22');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','441d07d6-cc1b-4d26-b8a7-6ff642772219','41933a8b-7639-4e16-8df1-42b797f2a9d5');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','b5f62d3e-2f3c-49ab-baca-c6df9623fe1e','41933a8b-7639-4e16-8df1-42b797f2a9d5');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','441d07d6-cc1b-4d26-b8a7-6ff642772219','bc6bb3e1-af18-4eea-81cd-128e751eeb7e');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','b5f62d3e-2f3c-49ab-baca-c6df9623fe1e','bc6bb3e1-af18-4eea-81cd-128e751eeb7e');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','441d07d6-cc1b-4d26-b8a7-6ff642772219','77b72a25-e946-48fd-b9d1-38fcea5f6928');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','b5f62d3e-2f3c-49ab-baca-c6df9623fe1e','77b72a25-e946-48fd-b9d1-38fcea5f6928');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','441d07d6-cc1b-4d26-b8a7-6ff642772219','f6506000-6d0d-4f39-a531-04cba969fcc9');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','b5f62d3e-2f3c-49ab-baca-c6df9623fe1e','f6506000-6d0d-4f39-a531-04cba969fcc9');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','441d07d6-cc1b-4d26-b8a7-6ff642772219','65f3d35f-3eb2-4d9f-949e-a348357aeed6');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','b5f62d3e-2f3c-49ab-baca-c6df9623fe1e','65f3d35f-3eb2-4d9f-949e-a348357aeed6');
INSERT INTO "audit_targets" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','b5f62d3e-2f3c-49ab-baca-c6df9623fe1e','0f45274d-02c7-49cf-9ae5-d25ef86ce4bb');
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
INSERT INTO "directory_changes" VALUES(1,'e01174a1-a6d7-4f3e-b147-4b156813bbb7','');
INSERT INTO "directory_changes" VALUES(2,'e01174a1-a6d7-4f3e-b147-4b156813bbb7','2ee38930-86dd-44c9-abd4-e1300467ef6c');
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
INSERT INTO "domains" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','contoso.onmicrosoft.com',1,1,1,1,'');
CREATE TABLE identifier_uris (
	tenant_id TEXT NOT NULL, 
	uri_key TEXT NOT NULL, 
	app_id TEXT NOT NULL, 
	CONSTRAINT pk_identifier_uris PRIMARY KEY (tenant_id, uri_key), 
	CONSTRAINT fk_identifier_uris_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id)
);
INSERT INTO "identifier_uris" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','https://graph.microsoft.com','00000003-0000-0000-c000-000000000000');
INSERT INTO "identifier_uris" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','api://f50a0b1c-85df-421d-8896-05cac05c9c1c','f50a0b1c-85df-421d-8896-05cac05c9c1c');
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
INSERT INTO "password_credentials" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','515b4a98-155a-4ff2-8a91-bc0dc2b711c9','40516b59-b810-478d-ba07-ed9985918060',0,'tutorial','2026-11-24 21:17:45.000000','2028-11-24 21:17:45.000000','oMI','5994acc9f61906b2',X'022912C1CE523A3A64159B1D77874B6019B44D1A2A5DB15305CFCE558E91D89B');
INSERT INTO "password_credentials" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','b400e6f6-b39f-4849-8e64-58aaef3f76a4','5d52772e-f418-4601-81d7-2985a610eaac',0,'tutorial','2026-11-24 21:17:44.000000','2300-09-08 21:17:44.000000','j7m','5994acc9f61906b2',X'AC6F252150BB6380378886BC8C861929FF431D0028231B98CDF1C70F53C8E195');
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
INSERT INTO "role_assignments" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','7817288b-3a40-45c6-b93d-191c7db64647','7f5389ca-d8fa-4767-a6c6-908dc6b562d9','62e90394-69f5-4237-9190-012177145e10','/','2026-11-24 21:17:43.800609');
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
INSERT INTO "service_principals" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','441d07d6-cc1b-4d26-b8a7-6ff642772219','00000003-0000-0000-c000-000000000000','2026-11-24 21:17:43.506417',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"key_credentials":[],"created_by_app_id":null}','microsoft graph');
INSERT INTO "service_principals" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','259c69ad-2b6e-4a00-aa57-c8564e86f1c0','f50a0b1c-85df-421d-8896-05cac05c9c1c','2026-11-24 21:17:44.137214',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"key_credentials":[],"created_by_app_id":null}','ciam-todolist-api');
INSERT INTO "service_principals" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','f037abbb-f9b1-425d-bcc8-f7cf19f9e4f1','2ee38930-86dd-44c9-abd4-e1300467ef6c','2026-11-24 21:17:44.227701',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"key_credentials":[],"created_by_app_id":null}','ciam-client-app');
INSERT INTO "service_principals" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','b5f62d3e-2f3c-49ab-baca-c6df9623fe1e','d72e1d5e-9c1f-40a0-838f-9d09d6b11b69','2026-11-24 21:17:45.061274',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"key_credentials":[],"created_by_app_id":null}','daemonry-management');
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
INSERT INTO "signing_keys" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','MR8EWm-J6M1gRaHKLNPrnctKICw','RS256',X'308202D0308201B8A00302010202143360475087408CE1A13B7504B683C063E41CCCF5300D06092A864886F70D01010B050030223120301E06035504030C17636F6E746F736F2E6F6E6D6963726F736F66742E636F6D301E170D3236313132333231313734335A170D3331313132333231313734335A30223120301E06035504030C17636F6E746F736F2E6F6E6D6963726F736F66742E636F6D30820122300D06092A864886F70D01010105000382010F003082010A0282010100B4B1579B57A75B07E14F3906CA26CF497447B35E5ED998CAD9A1EA898E6D4D50923BBD9C253AB2A9A403EF06FE5D6EA3362FE92F41289613BE2772902B3D6F0BD922EA28379752307AFD92D4E064D80FC9900959EE6A9947A8FDA8E5B6A5742FBDE3CD10A9BED300A3A4018BCF24AC0FDA8EC64803FC1B4B483E7C1C2927915FFF51E877288E2AE36D58AA0D18CECE5E250BE8B0D09F858D6BED6742844966851E256BF361CFAA30A2CF823877EB01D6BD519A2B2E7A5842BC5288AB8F52AF99FDF4574771E4E36DC765E2B4C7CBFBC1A6A5D635820BAA4B0D099CF57573C616EDDEC9B3B827F58F10CD7F3330295251C347F77C609F52D9AC6B6AC71A1E4CF30203010001300D06092A864886F70D01010B05000382010100094202AA27F38FD6DFEA4A32EEA064333629BCD283DCF9955DCFE2C4EF95414F044C99A32D264125CDEF31AC0F451759F3C6BE5E412E2BE1CCC7A89C77923C1EE025D1E8648F2C972E36E5D2CE7BD3DE3DF620CD8941E2CD14572851C565745F93174D2810B5E8A85BE35807674421C58927A62BEC4A10D60537E12E5BEF21F277B6B4CD2698E88902082A715DC3F8704A605CAB9C48CD9FA1F1E6E9B326B0FE0F444E8D42931A0A608BDCB5A66AE6E1A50D18F11E0661F4B269A6CE01E155B0B00D18874A1FCFA2263546B4F1443330B3886C5A78CD036D5F6D60D568D17FA980C1FBD6E80FB1044D5B59447D851E58D3CEA158C5EDE124D5EEB4C12FFE2603',X'01103131323861633533373033623932363215979CE0131032E8BB8D7603AEFB3E0C6CB10F1D6BDDF62E6BCFEA8BBC7D69FD769BD06786AF6E043494E860B0C504A973EC48101795C569D4EAE1E6274ABDE847C1F402087F5EE7DE015AA0E9D0C78D57E80F7247E11ABEF685BF31B1A2278463D1DE414AD565FDF236FE42AC7306CE52DDC05C272D6631EEDCC93424D0BF8AFA57694A600374797222993F843EADDA477EA1428471956D96DB80DD344C9A0C4294A9A2000B2BAE574C798F5E39864FE437690C68D60633FE7E4A23F5ACB4C91B78363CCC8395EAE104C5712A2FC6003F4F9B2B4DABAF2CBF5CCF0265420DADC6DC9208033F3D9715B3DFEA362AD97BE7719B22AB77A5AA37C2E8D122B8682EE6F19F73D228F9E77CB4E80FE68CC4BCF5F21C5C745EF954EB1D7048D8154F3AD5423D36183AD85D49BA3FDC8B2188BC35B89F0FF284FE743754490A1153D684094267BBE5D041A5ED094A005010EF6EABA335B2A98B93CD629BF16312BF391D3F0BE5839D09FC0CEB727F0CE0981553FE1C6A0DC518F989E7A4257F15EB21FA733DEDD485A1274018DD7B438D68849B95CD41930AA0459886E44489E625D2E71E1DFE1FC60D2B483CF98D480F3FF64A28F54C462C8C2CF4A3B5FFA8EB95FED99EA563DCD5BA30A3D08772D70D8203AB2DCFB1A50EB6484FF130B58EF5CD0CDA196B94192EC96C5C638BBCC2B59B562028031F893C3400AC318947282B65B60643D2BBF5BBD5B4BF030FA44DF265644DBB59B367B27F4E26371D7C569BF3002BC1004160403838EA3BC8889E25A886F7607C988B30BB14B8F899274EB5F7BF1E7D42DCFB47D060766AD67D5AC05B05EEF93EDAFB24AC78D397EABB5DA16714FDECC278E845D9F9E5BCE425FEA60B566F9DA20EE3A568AB6069CE6FC56734EB97141F3F002583B7433CDD5D9BA4210251ED779D59050FB8BDE869AA2060317FD53B73B93E53181707C1236A05C7339B3DE048D2BD8D5419C67B103424FE41E7A53D3B1F8294E9338F2B2073E10A388875E4B70B04BC569CB2B4454C946D18FD3EBCE45D1DB7258F3E9EA2752F15653E73CB9F9F1DD8099F07B9807B6EC91482E3E7F600A0DFC39E14B8D26D98A6492C5C3C3D99B534EBAC27BB9FBCC7ECD93EA347DB4BEC01BF26AF73D200E8ADFBCA36405C0E86C5FA1C3FE079E46E2E9DA4580516FC347BEDDD2CC19423F097A035B1383977063CB475825C970357F2550E16D5139C99EA19D23301884B96886DEEF4CA3FE96EDB421F24C47E05BFE82CD3546DB23BF34FA5404FDDA6DC015722FF322DDA27714F9E47138CA321137022B85E3847CF41AA22DB39C288309BB4E8A3006665FDB9C14DA89B60E7784150534B2B92FD393284FCDEF6C654DE70CB01C39E5130D5E1CA2024E447E7F992C516B4D08E4AE842184A50F4A56C50B8B6D31EEB0F8656439947636A81255E4507763A462867AF5CB4347DD75035A81BC2F6337B649D356AF2FACB24A6541BE3AAD8793993A5CF2A3A784A685AC5895C025B9FB320240F6F632FDB754B19D349D6ECBC8FE66A64E01B5FD049CC1EC5D408AF7DD0B0C4E127993FF1B92E75FC376D496CA4F4B445E02544C431B3350692D7EAFB762E2BBC8913FC27586EC48DFCDC06688DDF002B061B814DB2CF663EBBBF7C0718E19990CF37FAA97021DEE0B0F53EF42B5B4E77761EA14438A9DF5AD8A1ECD773A9149041DF21CDF2A006B8DD1728440C370DB0817A81EB4A06F2D4817BE1A781F0A11D030F1E349FC9DEFAF5','2026-11-24 21:17:43.251961','2026-11-24 21:17:43.251957',NULL,NULL,'');
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
INSERT INTO "tenants" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','Contoso','contoso','CIAM','2026-11-24 21:17:43.242587','{"contacts":{"technical":[],"marketing":[],"security_mails":[],"security_phones":[],"privacy_email":null,"privacy_statement_url":null},"app_management":{"is_enabled":false,"application_restrictions":{"password_credentials":[],"key_credentials":[]},"service_principal_restrictions":{"password_credentials":[],"key_credentials":[]}}}');
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
INSERT INTO "users" VALUES('e01174a1-a6d7-4f3e-b147-4b156813bbb7','7f5389ca-d8fa-4767-a6c6-908dc6b562d9','admin@contoso.onmicrosoft.com','admin@contoso.onmicrosoft.com','Administrator','2026-11-24 21:17:43.736196','$argon2id$v=19$m=19456,t=2,p=1$saXtXGje21IDi5qhHoUv9A$jdFJB61yG2WCW4BMCce0zK99Q9IJo56TZ3K7hxr+Cto',1,0,0,'2026-11-24 21:17:43.736205',NULL,NULL,'{}');
CREATE INDEX ix_audit_events_tenant_id_at_event_id ON audit_events (tenant_id, at, event_id);
CREATE INDEX ix_service_principals_tenant_id_app_id ON service_principals (tenant_id, app_id);
CREATE UNIQUE INDEX uq_service_principals_tenant_id_app_id ON service_principals (tenant_id, app_id) WHERE deleted_at IS NULL;
CREATE INDEX ix_identifier_uris_tenant_id_app_id ON identifier_uris (tenant_id, app_id);
CREATE INDEX ix_owners_tenant_id_owner_id ON owners (tenant_id, owner_id);
CREATE INDEX ix_policies_tenant_id_kind ON policies (tenant_id, kind);
CREATE INDEX ix_policy_assignments_tenant_id_object_id ON policy_assignments (tenant_id, object_id);
CREATE INDEX ix_single_use_expires_at ON single_use (expires_at);
CREATE INDEX ix_revoked_tokens_expires_at ON revoked_tokens (expires_at);
CREATE INDEX ix_application_words_tenant_id_app_id ON application_words (tenant_id, app_id);
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
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('directory_changes',2);
COMMIT;
