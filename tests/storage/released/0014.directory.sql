BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0014');
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
INSERT INTO "app_role_assignments" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','hrBiaFlBVoVrn1FaUmEfJK9EixTFsOfcAeaiCAU4fCE','2a90acbe-bafd-46fd-b2ca-81f222dcd080','e971e53c-14f7-4234-afdc-877d2bca62b3','7093e562-877d-4864-b3de-47e5dd6acb3d','ServicePrincipal','2026-11-24 21:11:09.254852');
INSERT INTO "app_role_assignments" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','xX5WU4Sflx1f9M--th2-vR4WcZiyiwlg50RxugHY3kI','2a90acbe-bafd-46fd-b2ca-81f222dcd080','e971e53c-14f7-4234-afdc-877d2bca62b3','2560c1d3-36cb-481e-a52a-abf091d39dcb','ServicePrincipal','2026-11-24 21:11:09.256968');
INSERT INTO "app_role_assignments" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','DURVrrFjKL1LxWqTWzAk1nHJM9oY4R4jBU6fTVVNgbw','fccfd089-c326-4cee-9613-d1903492cf48','47b1573c-0332-4702-9da5-5411a3aa4f1e','1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9','ServicePrincipal','2026-11-24 21:11:09.287455');
INSERT INTO "app_role_assignments" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','BQyoomQkE_F-y7YfrhoDJEQ_C1tve74hVQIFxJc853E','fccfd089-c326-4cee-9613-d1903492cf48','47b1573c-0332-4702-9da5-5411a3aa4f1e','06b708a9-e830-4db3-a914-8e69da51d44f','ServicePrincipal','2026-11-24 21:11:09.288888');
INSERT INTO "app_role_assignments" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','fJBY5yd0WHy1fH1MvHIBmk4oPbN3K-rYTw2_SsvqYb0','fccfd089-c326-4cee-9613-d1903492cf48','47b1573c-0332-4702-9da5-5411a3aa4f1e','8e8e4742-1d95-4f68-9d56-6ee75648c72a','ServicePrincipal','2026-11-24 21:11:09.290094');
INSERT INTO "app_role_assignments" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','hdbgPcVEwpCSNZKeyypWGS946zaQo-avCdrxz7PsnPY','fccfd089-c326-4cee-9613-d1903492cf48','47b1573c-0332-4702-9da5-5411a3aa4f1e','7ab1d382-f21e-4acd-a863-ba3e13f7da61','ServicePrincipal','2026-11-24 21:11:09.291267');
INSERT INTO "app_role_assignments" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','lcGJoaF0_wv6ezA2nfcCjbxIq0aQkxR4ooxL6DrQ_vw','fccfd089-c326-4cee-9613-d1903492cf48','47b1573c-0332-4702-9da5-5411a3aa4f1e','9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8','ServicePrincipal','2026-11-24 21:11:09.292433');
INSERT INTO "app_role_assignments" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','WRoVlo1IGhfKOpURYtY_FPfSth92Twz3xMowHkdBX2A','fccfd089-c326-4cee-9613-d1903492cf48','47b1573c-0332-4702-9da5-5411a3aa4f1e','498476ce-e0fe-48b0-b801-37ba7e2685c6','ServicePrincipal','2026-11-24 21:11:09.293637');
INSERT INTO "app_role_assignments" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','9kaf_YFjAZf4OCQcWr9VqzdhckhuvDf9gch0J-qDqQc','fccfd089-c326-4cee-9613-d1903492cf48','47b1573c-0332-4702-9da5-5411a3aa4f1e','dbb9058a-0e50-45d7-ae91-66909b5d4664','ServicePrincipal','2026-11-24 21:11:09.294806');
INSERT INTO "app_role_assignments" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','8uXksGlFF1gryAG0ariEnuis8pT2AEAChSvUpFKZ35c','fccfd089-c326-4cee-9613-d1903492cf48','47b1573c-0332-4702-9da5-5411a3aa4f1e','be74164b-cff1-491c-8741-e671cb536e13','ServicePrincipal','2026-11-24 21:11:09.295974');
INSERT INTO "app_role_assignments" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','8b9ZoFRSlduDrz1QTxEyOuHYWzpMIWOi1nGfs99MSeE','fccfd089-c326-4cee-9613-d1903492cf48','47b1573c-0332-4702-9da5-5411a3aa4f1e','b0afded3-3588-46d8-8b3d-9842eff778da','ServicePrincipal','2026-11-24 21:11:09.297214');
CREATE TABLE application_words (
	tenant_id TEXT NOT NULL, 
	property TEXT NOT NULL, 
	word TEXT NOT NULL, 
	app_id TEXT NOT NULL, 
	CONSTRAINT pk_application_words PRIMARY KEY (tenant_id, property, word, app_id), 
	CONSTRAINT fk_application_words_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id)
);
INSERT INTO "application_words" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','displayname','graph','00000003-0000-0000-c000-000000000000');
INSERT INTO "application_words" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','displayname','microsoft','00000003-0000-0000-c000-000000000000');
INSERT INTO "application_words" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','displayname','api','ed6b00b4-62b4-43c8-8e57-770f2d23db06');
INSERT INTO "application_words" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','displayname','ciam','ed6b00b4-62b4-43c8-8e57-770f2d23db06');
INSERT INTO "application_words" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','displayname','todolist','ed6b00b4-62b4-43c8-8e57-770f2d23db06');
INSERT INTO "application_words" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','displayname','app','edd6fade-d786-499f-96c1-164aaf9bd0ce');
INSERT INTO "application_words" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','displayname','ciam','edd6fade-d786-499f-96c1-164aaf9bd0ce');
INSERT INTO "application_words" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','displayname','client','edd6fade-d786-499f-96c1-164aaf9bd0ce');
INSERT INTO "application_words" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','displayname','daemonry','9a16b4b8-e668-4050-8e5c-c802fedcb02a');
INSERT INTO "application_words" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','displayname','management','9a16b4b8-e668-4050-8e5c-c802fedcb02a');
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
INSERT INTO "applications" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','3bb6a7d1-eb00-443c-b6da-be608789725b','ed6b00b4-62b4-43c8-8e57-770f2d23db06','ciam-ToDoList-api','ciam-todolist-api',NULL,NULL,'2026-11-24 21:11:09.182315',NULL,'{"sign_in_audience":"AzureADMyOrg","description":null,"notes":null,"publisher_domain":"contoso.onmicrosoft.com","identifier_uris":["api://ed6b00b4-62b4-43c8-8e57-770f2d23db06"],"app_roles":[{"role_id":"7093e562-877d-4864-b3de-47e5dd6acb3d","value":"ToDoList.Read.All","display_name":"ToDoList.Read.All","description":"Allow the app to read every user''s to-do list","allowed_member_types":["Application"],"is_enabled":true},{"role_id":"2560c1d3-36cb-481e-a52a-abf091d39dcb","value":"ToDoList.ReadWrite.All","display_name":"ToDoList.ReadWrite.All","description":"Allow the app to read and write every user''s to-do list","allowed_member_types":["Application"],"is_enabled":true}],"required_resource_access":[],"key_credentials":[],"trusted_subjects":[],"federated_identity_credentials":[],"token_settings":{"assertion_profile":"entra","certificate_only":false,"access_token_profile":"entra","signing_algorithm":"RS256","sender_constraint":"none","allow_resource_parameter":false,"allow_role_subset":false,"allow_introspection":false,"allow_revocation":false,"continuous_access_evaluation":false},"optional_claims":{"id_token":[],"access_token":[{"name":"idtyp","source":null,"essential":false,"additional_properties":[]}],"saml2_token":[]},"api":{"requested_access_token_version":2,"accept_mapped_claims":null,"known_client_applications":[],"oauth2_permission_scopes":[{"scope_id":"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a21","value":"ToDoList.Read","type":"User","admin_consent_display_name":"Read to-do lists of people","admin_consent_description":"Lets the application read what people have to do.","user_consent_display_name":"Read your to-do list","user_consent_description":"Lets the application read what you have to do.","is_enabled":true},{"scope_id":"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a22","value":"ToDoList.ReadWrite","type":"User","admin_consent_display_name":"Read and change to-do lists of people","admin_consent_description":"Lets the application read and change what people have to do.","user_consent_display_name":"Read and change your to-do list","user_consent_description":"Lets the application read and change what you have to do.","is_enabled":true}],"pre_authorized_applications":[]},"web":{"home_page_url":null,"logout_url":null,"redirect_uris":[],"enable_access_token_issuance":false,"enable_id_token_issuance":false},"info":{"marketing_url":null,"privacy_statement_url":null,"support_url":null,"terms_of_service_url":null},"spa_redirect_uris":[],"public_client_redirect_uris":[],"is_fallback_public_client":null,"is_device_only_auth_supported":null,"group_membership_claims":null,"service_management_reference":null,"tags":[],"is_disabled":null,"oauth2_require_post_response":false,"created_by_app_id":null}');
INSERT INTO "applications" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','a88d62af-faa6-413e-9829-59e2db3b2ed4','edd6fade-d786-499f-96c1-164aaf9bd0ce','ciam-client-app','ciam-client-app',NULL,NULL,'2026-11-24 21:11:09.216876',NULL,'{"sign_in_audience":"AzureADMyOrg","description":null,"notes":null,"publisher_domain":"contoso.onmicrosoft.com","identifier_uris":[],"app_roles":[],"required_resource_access":[{"resource_app_id":"ed6b00b4-62b4-43c8-8e57-770f2d23db06","resource_access":[{"permission_id":"7093e562-877d-4864-b3de-47e5dd6acb3d","type":"Role"},{"permission_id":"2560c1d3-36cb-481e-a52a-abf091d39dcb","type":"Role"}]}],"key_credentials":[],"trusted_subjects":[],"federated_identity_credentials":[],"token_settings":{"assertion_profile":"entra","certificate_only":false,"access_token_profile":"entra","signing_algorithm":"RS256","sender_constraint":"none","allow_resource_parameter":false,"allow_role_subset":false,"allow_introspection":false,"allow_revocation":false,"continuous_access_evaluation":false},"optional_claims":null,"api":{"requested_access_token_version":null,"accept_mapped_claims":null,"known_client_applications":[],"oauth2_permission_scopes":[],"pre_authorized_applications":[]},"web":{"home_page_url":null,"logout_url":null,"redirect_uris":[],"enable_access_token_issuance":false,"enable_id_token_issuance":false},"info":{"marketing_url":null,"privacy_statement_url":null,"support_url":null,"terms_of_service_url":null},"spa_redirect_uris":[],"public_client_redirect_uris":[],"is_fallback_public_client":null,"is_device_only_auth_supported":null,"group_membership_claims":null,"service_management_reference":null,"tags":[],"is_disabled":null,"oauth2_require_post_response":false,"created_by_app_id":null}');
INSERT INTO "applications" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','609f0923-e7bb-4b7f-9a96-6ad84323c90a','9a16b4b8-e668-4050-8e5c-c802fedcb02a','daemonry-management','daemonry-management',NULL,NULL,'2026-11-24 21:11:09.259247',NULL,'{"sign_in_audience":"AzureADMyOrg","description":null,"notes":null,"publisher_domain":"contoso.onmicrosoft.com","identifier_uris":[],"app_roles":[],"required_resource_access":[{"resource_app_id":"00000003-0000-0000-c000-000000000000","resource_access":[{"permission_id":"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9","type":"Role"},{"permission_id":"06b708a9-e830-4db3-a914-8e69da51d44f","type":"Role"},{"permission_id":"8e8e4742-1d95-4f68-9d56-6ee75648c72a","type":"Role"},{"permission_id":"7ab1d382-f21e-4acd-a863-ba3e13f7da61","type":"Role"},{"permission_id":"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8","type":"Role"},{"permission_id":"498476ce-e0fe-48b0-b801-37ba7e2685c6","type":"Role"},{"permission_id":"dbb9058a-0e50-45d7-ae91-66909b5d4664","type":"Role"},{"permission_id":"be74164b-cff1-491c-8741-e671cb536e13","type":"Role"},{"permission_id":"b0afded3-3588-46d8-8b3d-9842eff778da","type":"Role"}]}],"key_credentials":[],"trusted_subjects":[],"federated_identity_credentials":[],"token_settings":{"assertion_profile":"entra","certificate_only":false,"access_token_profile":"entra","signing_algorithm":"RS256","sender_constraint":"none","allow_resource_parameter":false,"allow_role_subset":false,"allow_introspection":false,"allow_revocation":false,"continuous_access_evaluation":false},"optional_claims":null,"api":{"requested_access_token_version":null,"accept_mapped_claims":null,"known_client_applications":[],"oauth2_permission_scopes":[],"pre_authorized_applications":[]},"web":{"home_page_url":null,"logout_url":null,"redirect_uris":[],"enable_access_token_issuance":false,"enable_id_token_issuance":false},"info":{"marketing_url":null,"privacy_statement_url":null,"support_url":null,"terms_of_service_url":null},"spa_redirect_uris":[],"public_client_redirect_uris":[],"is_fallback_public_client":null,"is_device_only_auth_supported":null,"group_membership_claims":null,"service_management_reference":null,"tags":[],"is_disabled":null,"oauth2_require_post_response":false,"created_by_app_id":null}');
CREATE TABLE audit_events (
	tenant_id TEXT NOT NULL, 
	event_id TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_audit_events PRIMARY KEY (tenant_id, event_id)
);
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','014049f3-4833-42e5-89b2-2aea06ee0a18','2026-11-24 21:11:08.107690','{"activity":"Create tenant","category":"DirectoryManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"310b2383-38fd-4e52-81ff-f009cdd732ac","display_name":"Contoso","type":"Organization","modified":[{"name":"displayName","old_value":null,"new_value":"\"Contoso\""},{"name":"subdomain","old_value":null,"new_value":"\"contoso\""},{"name":"domains","old_value":null,"new_value":"[{\"name\":\"contoso.onmicrosoft.com\",\"isInitial\":true,\"isDefault\":true,\"isVerified\":true,\"verification\":\"\"}]"},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T21:11:08.085032Z\""},{"name":"tenantType","old_value":null,"new_value":"\"CIAM\""},{"name":"contacts","old_value":null,"new_value":"{\"technical\":[],\"marketing\":[],\"securityMails\":[],\"securityPhones\":[],\"privacyEmail\":null,\"privacyStatementUrl\":null}"},{"name":"appManagement","old_value":null,"new_value":"{\"isEnabled\":false,\"applicationRestrictions\":{\"passwordCredentials\":[],\"keyCredentials\":[]},\"servicePrincipalRestrictions\":{\"passwordCredentials\":[],\"keyCredentials\":[]}}"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','cc4e0f0d-a487-4882-9f0c-7a1b29157325','2026-11-24 21:11:08.547063','{"activity":"Add token signing key","category":"DirectoryManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"TRSNHiaWFJibeVMgPRPmF5edkkE","display_name":"TRSNHiaWFJibeVMgPRPmF5edkkE","type":"SigningKey","modified":[{"name":"algorithm","old_value":null,"new_value":"\"RS256\""},{"name":"appId","old_value":null,"new_value":"\"\""},{"name":"activeFrom","old_value":null,"new_value":"\"2026-11-24T21:11:08.111487Z\""}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','7199c6a1-4277-41c6-8ff0-5958b1a1b12c','2026-11-24 21:11:08.574965','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"47b1573c-0332-4702-9da5-5411a3aa4f1e","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"00000003-0000-0000-c000-000000000000\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T21:11:08.547625Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','59a29f95-9c9e-471a-ad48-e17f686389eb','2026-11-24 21:11:09.174216','{"activity":"Add user","category":"UserManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"b3435016-edf7-4c2a-9e0f-410de3b0ed15","display_name":"Administrator","type":"User","modified":[{"name":"userPrincipalName","old_value":null,"new_value":"\"admin@contoso.onmicrosoft.com\""},{"name":"displayName","old_value":null,"new_value":"\"Administrator\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T21:11:08.815783Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"mustChangePassword","old_value":null,"new_value":"false"},{"name":"passwordChangedAt","old_value":null,"new_value":"\"2026-11-24T21:11:09.169870Z\""},{"name":"isFactorRequired","old_value":null,"new_value":"false"},{"name":"details","old_value":null,"new_value":"{}"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','6e0b5c00-561b-4c14-a89f-2ef8a6abfede','2026-11-24 21:11:09.181260','{"activity":"Add member to role","category":"RoleManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"b3435016-edf7-4c2a-9e0f-410de3b0ed15","display_name":"Administrator","type":"User","modified":[{"name":"Role.DisplayName","old_value":null,"new_value":"\"Global Administrator\""}]}],"result":"success","reason":"","details":{"severity":"high"}}');
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','053b740c-81af-4e1b-8481-8e22ae6243c1','2026-11-24 21:11:09.187619','{"activity":"Add application","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"3bb6a7d1-eb00-443c-b6da-be608789725b","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"appId","old_value":null,"new_value":"\"ed6b00b4-62b4-43c8-8e57-770f2d23db06\""},{"name":"displayName","old_value":null,"new_value":"\"ciam-ToDoList-api\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T21:11:09.182315Z\""},{"name":"signInAudience","old_value":null,"new_value":"\"AzureADMyOrg\""},{"name":"publisherDomain","old_value":null,"new_value":"\"contoso.onmicrosoft.com\""},{"name":"tokenSettings","old_value":null,"new_value":"{\"assertionProfile\":\"entra\",\"certificateOnly\":false,\"accessTokenProfile\":\"entra\",\"signingAlgorithm\":\"RS256\",\"senderConstraint\":\"none\",\"allowResourceParameter\":false,\"allowRoleSubset\":false,\"allowIntrospection\":false,\"allowRevocation\":false,\"continuousAccessEvaluation\":false}"},{"name":"optionalClaims","old_value":null,"new_value":"{\"idToken\":[],\"accessToken\":[{\"name\":\"idtyp\",\"source\":null,\"essential\":false,\"additionalProperties\":[]}],\"saml2Token\":[]}"},{"name":"api","old_value":null,"new_value":"{\"requestedAccessTokenVersion\":2,\"acceptMappedClaims\":null,\"knownClientApplications\":[],\"oauth2PermissionScopes\":[{\"id\":\"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a21\",\"value\":\"ToDoList.Read\",\"type\":\"User\",\"adminConsentDisplayName\":\"Read to-do lists of people\",\"adminConsentDescription\":\"Lets the application read what people have to do.\",\"userConsentDisplayName\":\"Read your to-do list\",\"userConsentDescription\":\"Lets the application read what you have to do.\",\"isEnabled\":true},{\"id\":\"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a22\",\"value\":\"ToDoList.ReadWrite\",\"type\":\"User\",\"adminConsentDisplayName\":\"Read and change to-do lists of people\",\"adminConsentDescription\":\"Lets the application read and change what people have to do.\",\"userConsentDisplayName\":\"Read and change your to-do list\",\"userConsentDescription\":\"Lets the application read and change what you have to do.\",\"isEnabled\":true}],\"preAuthorizedApplications\":[]}"},{"name":"web","old_value":null,"new_value":"{\"homePageUrl\":null,\"logoutUrl\":null,\"redirectUris\":[],\"enableAccessTokenIssuance\":false,\"enableIdTokenIssuance\":false}"},{"name":"info","old_value":null,"new_value":"{\"marketingUrl\":null,\"privacyStatementUrl\":null,\"supportUrl\":null,\"termsOfServiceUrl\":null}"},{"name":"oauth2RequirePostResponse","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','04422841-c559-4182-b2bb-42818fe8e548','2026-11-24 21:11:09.195370','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"3bb6a7d1-eb00-443c-b6da-be608789725b","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"identifierUris","old_value":"[]","new_value":"[\"api://ed6b00b4-62b4-43c8-8e57-770f2d23db06\"]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','409cbdd4-ec1f-41a6-a716-76d1fcf6422b','2026-11-24 21:11:09.201722','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"3bb6a7d1-eb00-443c-b6da-be608789725b","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"appRoles","old_value":"[]","new_value":"[{\"id\":\"7093e562-877d-4864-b3de-47e5dd6acb3d\",\"value\":\"ToDoList.Read.All\",\"displayName\":\"ToDoList.Read.All\",\"description\":\"Allow the app to read every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','dabe43a8-f4e0-4cc8-bbbd-9664fd860227','2026-11-24 21:11:09.207969','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"3bb6a7d1-eb00-443c-b6da-be608789725b","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"appRoles","old_value":"[{\"id\":\"7093e562-877d-4864-b3de-47e5dd6acb3d\",\"value\":\"ToDoList.Read.All\",\"displayName\":\"ToDoList.Read.All\",\"description\":\"Allow the app to read every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]","new_value":"[{\"id\":\"7093e562-877d-4864-b3de-47e5dd6acb3d\",\"value\":\"ToDoList.Read.All\",\"displayName\":\"ToDoList.Read.All\",\"description\":\"Allow the app to read every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true},{\"id\":\"2560c1d3-36cb-481e-a52a-abf091d39dcb\",\"value\":\"ToDoList.ReadWrite.All\",\"displayName\":\"ToDoList.ReadWrite.All\",\"description\":\"Allow the app to read and write every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','01a9d376-ae32-45ca-90ff-626edb606db8','2026-11-24 21:11:09.215642','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"e971e53c-14f7-4234-afdc-877d2bca62b3","display_name":"ciam-ToDoList-api","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"ed6b00b4-62b4-43c8-8e57-770f2d23db06\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T21:11:09.212990Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','661ec688-4d18-4c3f-9dda-87ae1ab4187e','2026-11-24 21:11:09.220205','{"activity":"Add application","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"a88d62af-faa6-413e-9829-59e2db3b2ed4","display_name":"ciam-client-app","type":"Application","modified":[{"name":"appId","old_value":null,"new_value":"\"edd6fade-d786-499f-96c1-164aaf9bd0ce\""},{"name":"displayName","old_value":null,"new_value":"\"ciam-client-app\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T21:11:09.216876Z\""},{"name":"signInAudience","old_value":null,"new_value":"\"AzureADMyOrg\""},{"name":"publisherDomain","old_value":null,"new_value":"\"contoso.onmicrosoft.com\""},{"name":"tokenSettings","old_value":null,"new_value":"{\"assertionProfile\":\"entra\",\"certificateOnly\":false,\"accessTokenProfile\":\"entra\",\"signingAlgorithm\":\"RS256\",\"senderConstraint\":\"none\",\"allowResourceParameter\":false,\"allowRoleSubset\":false,\"allowIntrospection\":false,\"allowRevocation\":false,\"continuousAccessEvaluation\":false}"},{"name":"api","old_value":null,"new_value":"{\"requestedAccessTokenVersion\":null,\"acceptMappedClaims\":null,\"knownClientApplications\":[],\"oauth2PermissionScopes\":[],\"preAuthorizedApplications\":[]}"},{"name":"web","old_value":null,"new_value":"{\"homePageUrl\":null,\"logoutUrl\":null,\"redirectUris\":[],\"enableAccessTokenIssuance\":false,\"enableIdTokenIssuance\":false}"},{"name":"info","old_value":null,"new_value":"{\"marketingUrl\":null,\"privacyStatementUrl\":null,\"supportUrl\":null,\"termsOfServiceUrl\":null}"},{"name":"oauth2RequirePostResponse","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','81aabcbc-59b1-496a-a580-c139e973fed7','2026-11-24 21:11:09.224910','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"2a90acbe-bafd-46fd-b2ca-81f222dcd080","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"edd6fade-d786-499f-96c1-164aaf9bd0ce\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T21:11:09.223086Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','59cc3ad0-486e-4371-baa8-ba8253d88be2','2026-11-24 21:11:09.241392','{"activity":"Update application - Certificates and secrets management","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"a88d62af-faa6-413e-9829-59e2db3b2ed4","display_name":"ciam-client-app","type":"Application","modified":[{"name":"passwordCredentials","old_value":"[]","new_value":"[{\"keyId\":\"1570e3ff-fff6-40fd-b292-a8ccf6528fb4\",\"displayName\":\"tutorial\",\"startDateTime\":\"2026-11-24T21:11:09Z\",\"endDateTime\":\"2028-11-24T21:11:09Z\",\"hint\":\"RUQ\"}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','36aa8f64-46e4-4b5f-bec8-3cc4d2b713ae','2026-11-24 21:11:09.248090','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"a88d62af-faa6-413e-9829-59e2db3b2ed4","display_name":"ciam-client-app","type":"Application","modified":[{"name":"requiredResourceAccess","old_value":"[]","new_value":"[{\"resourceAppId\":\"ed6b00b4-62b4-43c8-8e57-770f2d23db06\",\"resourceAccess\":[{\"id\":\"7093e562-877d-4864-b3de-47e5dd6acb3d\",\"type\":\"Role\"},{\"id\":\"2560c1d3-36cb-481e-a52a-abf091d39dcb\",\"type\":\"Role\"}]}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','a808b899-443f-4452-93e9-1b187ed015a3','2026-11-24 21:11:09.256336','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"e971e53c-14f7-4234-afdc-877d2bca62b3","display_name":"ciam-ToDoList-api","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"7093e562-877d-4864-b3de-47e5dd6acb3d\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"ToDoList.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"ToDoList.Read.All\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"2a90acbe-bafd-46fd-b2ca-81f222dcd080\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"ciam-client-app\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"edd6fade-d786-499f-96c1-164aaf9bd0ce\""}]},{"object_id":"2a90acbe-bafd-46fd-b2ca-81f222dcd080","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','88e3e717-2bcc-4ebc-936f-d672776dc596','2026-11-24 21:11:09.257878','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"e971e53c-14f7-4234-afdc-877d2bca62b3","display_name":"ciam-ToDoList-api","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"2560c1d3-36cb-481e-a52a-abf091d39dcb\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"ToDoList.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"ToDoList.ReadWrite.All\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"2a90acbe-bafd-46fd-b2ca-81f222dcd080\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"ciam-client-app\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"edd6fade-d786-499f-96c1-164aaf9bd0ce\""}]},{"object_id":"2a90acbe-bafd-46fd-b2ca-81f222dcd080","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','2633cf17-a177-42e3-bcd7-635418545d88','2026-11-24 21:11:09.258318','{"activity":"Consent to application","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"2a90acbe-bafd-46fd-b2ca-81f222dcd080","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[{"name":"ConsentAction.Permissions","old_value":null,"new_value":"[\"ed6b00b4-62b4-43c8-8e57-770f2d23db06: ToDoList.Read.All, ToDoList.ReadWrite.All\"]"}]}],"result":"success","reason":"","details":{"isAdminConsent":"true"}}');
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','1aee86b4-aa76-417e-bc1b-ddd3be8f1caf','2026-11-24 21:11:09.262141','{"activity":"Add application","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"609f0923-e7bb-4b7f-9a96-6ad84323c90a","display_name":"daemonry-management","type":"Application","modified":[{"name":"appId","old_value":null,"new_value":"\"9a16b4b8-e668-4050-8e5c-c802fedcb02a\""},{"name":"displayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T21:11:09.259247Z\""},{"name":"signInAudience","old_value":null,"new_value":"\"AzureADMyOrg\""},{"name":"publisherDomain","old_value":null,"new_value":"\"contoso.onmicrosoft.com\""},{"name":"tokenSettings","old_value":null,"new_value":"{\"assertionProfile\":\"entra\",\"certificateOnly\":false,\"accessTokenProfile\":\"entra\",\"signingAlgorithm\":\"RS256\",\"senderConstraint\":\"none\",\"allowResourceParameter\":false,\"allowRoleSubset\":false,\"allowIntrospection\":false,\"allowRevocation\":false,\"continuousAccessEvaluation\":false}"},{"name":"api","old_value":null,"new_value":"{\"requestedAccessTokenVersion\":null,\"acceptMappedClaims\":null,\"knownClientApplications\":[],\"oauth2PermissionScopes\":[],\"preAuthorizedApplications\":[]}"},{"name":"web","old_value":null,"new_value":"{\"homePageUrl\":null,\"logoutUrl\":null,\"redirectUris\":[],\"enableAccessTokenIssuance\":false,\"enableIdTokenIssuance\":false}"},{"name":"info","old_value":null,"new_value":"{\"marketingUrl\":null,\"privacyStatementUrl\":null,\"supportUrl\":null,\"termsOfServiceUrl\":null}"},{"name":"oauth2RequirePostResponse","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','df464711-2ddf-4060-95c4-addfc436d77c','2026-11-24 21:11:09.266442','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"fccfd089-c326-4cee-9613-d1903492cf48","display_name":"daemonry-management","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"9a16b4b8-e668-4050-8e5c-c802fedcb02a\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T21:11:09.264756Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','0ada1d71-ae33-41c3-ac8b-772519cf6cc3','2026-11-24 21:11:09.275442','{"activity":"Update application - Certificates and secrets management","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"609f0923-e7bb-4b7f-9a96-6ad84323c90a","display_name":"daemonry-management","type":"Application","modified":[{"name":"passwordCredentials","old_value":"[]","new_value":"[{\"keyId\":\"507aa5b7-8648-46b3-9b34-6981cee47818\",\"displayName\":\"tutorial\",\"startDateTime\":\"2026-11-24T21:11:09Z\",\"endDateTime\":\"2028-11-24T21:11:09Z\",\"hint\":\"Dj0\"}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','93ae7df8-8ce6-4929-8128-a669af882aa7','2026-11-24 21:11:09.281273','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"609f0923-e7bb-4b7f-9a96-6ad84323c90a","display_name":"daemonry-management","type":"Application","modified":[{"name":"requiredResourceAccess","old_value":"[]","new_value":"[{\"resourceAppId\":\"00000003-0000-0000-c000-000000000000\",\"resourceAccess\":[{\"id\":\"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9\",\"type\":\"Role\"},{\"id\":\"06b708a9-e830-4db3-a914-8e69da51d44f\",\"type\":\"Role\"},{\"id\":\"8e8e4742-1d95-4f68-9d56-6ee75648c72a\",\"type\":\"Role\"},{\"id\":\"7ab1d382-f21e-4acd-a863-ba3e13f7da61\",\"type\":\"Role\"},{\"id\":\"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8\",\"type\":\"Role\"},{\"id\":\"498476ce-e0fe-48b0-b801-37ba7e2685c6\",\"type\":\"Role\"},{\"id\":\"dbb9058a-0e50-45d7-ae91-66909b5d4664\",\"type\":\"Role\"},{\"id\":\"be74164b-cff1-491c-8741-e671cb536e13\",\"type\":\"Role\"},{\"id\":\"b0afded3-3588-46d8-8b3d-9842eff778da\",\"type\":\"Role\"}]}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','017f5f25-571e-4926-9877-2760dddbda60','2026-11-24 21:11:09.288428','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"47b1573c-0332-4702-9da5-5411a3aa4f1e","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Application.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read and write all applications\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"fccfd089-c326-4cee-9613-d1903492cf48\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"9a16b4b8-e668-4050-8e5c-c802fedcb02a\""}]},{"object_id":"fccfd089-c326-4cee-9613-d1903492cf48","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{"severity":"high","takeoverPermissions":"Application.ReadWrite.All"}}');
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','a6c0f0c0-d63f-4a2b-aae6-249eb4742a8d','2026-11-24 21:11:09.289702','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"47b1573c-0332-4702-9da5-5411a3aa4f1e","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"06b708a9-e830-4db3-a914-8e69da51d44f\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"AppRoleAssignment.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage app role assignments and grant admin consent\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"fccfd089-c326-4cee-9613-d1903492cf48\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"9a16b4b8-e668-4050-8e5c-c802fedcb02a\""}]},{"object_id":"fccfd089-c326-4cee-9613-d1903492cf48","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{"severity":"high","takeoverPermissions":"AppRoleAssignment.ReadWrite.All"}}');
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','816e07ad-3a73-4bcb-b47b-b7e37d61e3d2','2026-11-24 21:11:09.290889','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"47b1573c-0332-4702-9da5-5411a3aa4f1e","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"8e8e4742-1d95-4f68-9d56-6ee75648c72a\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"DelegatedPermissionGrant.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage delegated permission grants\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"fccfd089-c326-4cee-9613-d1903492cf48\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"9a16b4b8-e668-4050-8e5c-c802fedcb02a\""}]},{"object_id":"fccfd089-c326-4cee-9613-d1903492cf48","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','0630ec07-f00d-462a-a720-267e3b3f3fa0','2026-11-24 21:11:09.292058','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"47b1573c-0332-4702-9da5-5411a3aa4f1e","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"7ab1d382-f21e-4acd-a863-ba3e13f7da61\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Directory.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read directory data\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"fccfd089-c326-4cee-9613-d1903492cf48\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"9a16b4b8-e668-4050-8e5c-c802fedcb02a\""}]},{"object_id":"fccfd089-c326-4cee-9613-d1903492cf48","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','5bfeb222-7f2f-43d1-a38d-404fc0809d58','2026-11-24 21:11:09.293259','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"47b1573c-0332-4702-9da5-5411a3aa4f1e","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"RoleManagement.ReadWrite.Directory\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage directory roles and their assignments\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"fccfd089-c326-4cee-9613-d1903492cf48\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"9a16b4b8-e668-4050-8e5c-c802fedcb02a\""}]},{"object_id":"fccfd089-c326-4cee-9613-d1903492cf48","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{"severity":"high","takeoverPermissions":"RoleManagement.ReadWrite.Directory"}}');
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','dfdf7ca6-3a46-4ce2-a0e4-189064f4eb17','2026-11-24 21:11:09.294433','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"47b1573c-0332-4702-9da5-5411a3aa4f1e","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"498476ce-e0fe-48b0-b801-37ba7e2685c6\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Organization.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read the organization\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"fccfd089-c326-4cee-9613-d1903492cf48\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"9a16b4b8-e668-4050-8e5c-c802fedcb02a\""}]},{"object_id":"fccfd089-c326-4cee-9613-d1903492cf48","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','2c01a5da-22ef-4558-9b76-aaf782a84f77','2026-11-24 21:11:09.295581','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"47b1573c-0332-4702-9da5-5411a3aa4f1e","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"dbb9058a-0e50-45d7-ae91-66909b5d4664\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Domain.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read domains\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"fccfd089-c326-4cee-9613-d1903492cf48\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"9a16b4b8-e668-4050-8e5c-c802fedcb02a\""}]},{"object_id":"fccfd089-c326-4cee-9613-d1903492cf48","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','16ecb030-1193-417b-a900-b91f3ab79995','2026-11-24 21:11:09.296835','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"47b1573c-0332-4702-9da5-5411a3aa4f1e","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"be74164b-cff1-491c-8741-e671cb536e13\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Policy.ReadWrite.ApplicationConfiguration\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage application configuration policies\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"fccfd089-c326-4cee-9613-d1903492cf48\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"9a16b4b8-e668-4050-8e5c-c802fedcb02a\""}]},{"object_id":"fccfd089-c326-4cee-9613-d1903492cf48","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','507db4c4-e105-45c6-ba2f-11072b5941f8','2026-11-24 21:11:09.298055','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"47b1573c-0332-4702-9da5-5411a3aa4f1e","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"b0afded3-3588-46d8-8b3d-9842eff778da\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"AuditLog.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read audit and sign-in records\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"fccfd089-c326-4cee-9613-d1903492cf48\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"9a16b4b8-e668-4050-8e5c-c802fedcb02a\""}]},{"object_id":"fccfd089-c326-4cee-9613-d1903492cf48","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','f5f67faa-dbe6-4d63-a323-cb148201545a','2026-11-24 21:11:09.298478','{"activity":"Consent to application","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"fccfd089-c326-4cee-9613-d1903492cf48","display_name":"daemonry-management","type":"ServicePrincipal","modified":[{"name":"ConsentAction.Permissions","old_value":null,"new_value":"[\"00000003-0000-0000-c000-000000000000: Application.ReadWrite.All, AppRoleAssignment.ReadWrite.All, DelegatedPermissionGrant.ReadWrite.All, Directory.Read.All, RoleManagement.ReadWrite.Directory, Organization.Read.All, Domain.Read.All, Policy.ReadWrite.ApplicationConfiguration, AuditLog.Read.All\"]"}]}],"result":"success","reason":"","details":{"isAdminConsent":"true","severity":"high"}}');
CREATE TABLE audit_targets (
	tenant_id TEXT NOT NULL, 
	object_id TEXT NOT NULL, 
	event_id TEXT NOT NULL, 
	CONSTRAINT pk_audit_targets PRIMARY KEY (tenant_id, object_id, event_id), 
	CONSTRAINT fk_audit_targets_tenant_id_event_id FOREIGN KEY(tenant_id, event_id) REFERENCES audit_events (tenant_id, event_id) ON DELETE CASCADE
);
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','310b2383-38fd-4e52-81ff-f009cdd732ac','014049f3-4833-42e5-89b2-2aea06ee0a18');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','TRSNHiaWFJibeVMgPRPmF5edkkE','cc4e0f0d-a487-4882-9f0c-7a1b29157325');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','47b1573c-0332-4702-9da5-5411a3aa4f1e','7199c6a1-4277-41c6-8ff0-5958b1a1b12c');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','b3435016-edf7-4c2a-9e0f-410de3b0ed15','59a29f95-9c9e-471a-ad48-e17f686389eb');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','b3435016-edf7-4c2a-9e0f-410de3b0ed15','6e0b5c00-561b-4c14-a89f-2ef8a6abfede');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','3bb6a7d1-eb00-443c-b6da-be608789725b','053b740c-81af-4e1b-8481-8e22ae6243c1');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','3bb6a7d1-eb00-443c-b6da-be608789725b','04422841-c559-4182-b2bb-42818fe8e548');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','3bb6a7d1-eb00-443c-b6da-be608789725b','409cbdd4-ec1f-41a6-a716-76d1fcf6422b');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','3bb6a7d1-eb00-443c-b6da-be608789725b','dabe43a8-f4e0-4cc8-bbbd-9664fd860227');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','e971e53c-14f7-4234-afdc-877d2bca62b3','01a9d376-ae32-45ca-90ff-626edb606db8');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','a88d62af-faa6-413e-9829-59e2db3b2ed4','661ec688-4d18-4c3f-9dda-87ae1ab4187e');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','2a90acbe-bafd-46fd-b2ca-81f222dcd080','81aabcbc-59b1-496a-a580-c139e973fed7');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','a88d62af-faa6-413e-9829-59e2db3b2ed4','59cc3ad0-486e-4371-baa8-ba8253d88be2');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','a88d62af-faa6-413e-9829-59e2db3b2ed4','36aa8f64-46e4-4b5f-bec8-3cc4d2b713ae');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','e971e53c-14f7-4234-afdc-877d2bca62b3','a808b899-443f-4452-93e9-1b187ed015a3');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','2a90acbe-bafd-46fd-b2ca-81f222dcd080','a808b899-443f-4452-93e9-1b187ed015a3');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','e971e53c-14f7-4234-afdc-877d2bca62b3','88e3e717-2bcc-4ebc-936f-d672776dc596');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','2a90acbe-bafd-46fd-b2ca-81f222dcd080','88e3e717-2bcc-4ebc-936f-d672776dc596');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','2a90acbe-bafd-46fd-b2ca-81f222dcd080','2633cf17-a177-42e3-bcd7-635418545d88');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','609f0923-e7bb-4b7f-9a96-6ad84323c90a','1aee86b4-aa76-417e-bc1b-ddd3be8f1caf');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','fccfd089-c326-4cee-9613-d1903492cf48','df464711-2ddf-4060-95c4-addfc436d77c');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','609f0923-e7bb-4b7f-9a96-6ad84323c90a','0ada1d71-ae33-41c3-ac8b-772519cf6cc3');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','609f0923-e7bb-4b7f-9a96-6ad84323c90a','93ae7df8-8ce6-4929-8128-a669af882aa7');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','47b1573c-0332-4702-9da5-5411a3aa4f1e','017f5f25-571e-4926-9877-2760dddbda60');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','fccfd089-c326-4cee-9613-d1903492cf48','017f5f25-571e-4926-9877-2760dddbda60');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','47b1573c-0332-4702-9da5-5411a3aa4f1e','a6c0f0c0-d63f-4a2b-aae6-249eb4742a8d');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','fccfd089-c326-4cee-9613-d1903492cf48','a6c0f0c0-d63f-4a2b-aae6-249eb4742a8d');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','47b1573c-0332-4702-9da5-5411a3aa4f1e','816e07ad-3a73-4bcb-b47b-b7e37d61e3d2');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','fccfd089-c326-4cee-9613-d1903492cf48','816e07ad-3a73-4bcb-b47b-b7e37d61e3d2');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','47b1573c-0332-4702-9da5-5411a3aa4f1e','0630ec07-f00d-462a-a720-267e3b3f3fa0');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','fccfd089-c326-4cee-9613-d1903492cf48','0630ec07-f00d-462a-a720-267e3b3f3fa0');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','47b1573c-0332-4702-9da5-5411a3aa4f1e','5bfeb222-7f2f-43d1-a38d-404fc0809d58');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','fccfd089-c326-4cee-9613-d1903492cf48','5bfeb222-7f2f-43d1-a38d-404fc0809d58');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','47b1573c-0332-4702-9da5-5411a3aa4f1e','dfdf7ca6-3a46-4ce2-a0e4-189064f4eb17');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','fccfd089-c326-4cee-9613-d1903492cf48','dfdf7ca6-3a46-4ce2-a0e4-189064f4eb17');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','47b1573c-0332-4702-9da5-5411a3aa4f1e','2c01a5da-22ef-4558-9b76-aaf782a84f77');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','fccfd089-c326-4cee-9613-d1903492cf48','2c01a5da-22ef-4558-9b76-aaf782a84f77');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','47b1573c-0332-4702-9da5-5411a3aa4f1e','16ecb030-1193-417b-a900-b91f3ab79995');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','fccfd089-c326-4cee-9613-d1903492cf48','16ecb030-1193-417b-a900-b91f3ab79995');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','47b1573c-0332-4702-9da5-5411a3aa4f1e','507db4c4-e105-45c6-ba2f-11072b5941f8');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','fccfd089-c326-4cee-9613-d1903492cf48','507db4c4-e105-45c6-ba2f-11072b5941f8');
INSERT INTO "audit_targets" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','fccfd089-c326-4cee-9613-d1903492cf48','f5f67faa-dbe6-4d63-a323-cb148201545a');
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
INSERT INTO "directory_changes" VALUES(1,'310b2383-38fd-4e52-81ff-f009cdd732ac','');
INSERT INTO "directory_changes" VALUES(2,'310b2383-38fd-4e52-81ff-f009cdd732ac','edd6fade-d786-499f-96c1-164aaf9bd0ce');
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
INSERT INTO "domains" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','contoso.onmicrosoft.com',1,1,1,1,'');
CREATE TABLE identifier_uris (
	tenant_id TEXT NOT NULL, 
	uri_key TEXT NOT NULL, 
	app_id TEXT NOT NULL, 
	CONSTRAINT pk_identifier_uris PRIMARY KEY (tenant_id, uri_key), 
	CONSTRAINT fk_identifier_uris_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id)
);
INSERT INTO "identifier_uris" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','https://graph.microsoft.com','00000003-0000-0000-c000-000000000000');
INSERT INTO "identifier_uris" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','api://ed6b00b4-62b4-43c8-8e57-770f2d23db06','ed6b00b4-62b4-43c8-8e57-770f2d23db06');
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
INSERT INTO "password_credentials" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','609f0923-e7bb-4b7f-9a96-6ad84323c90a','507aa5b7-8648-46b3-9b34-6981cee47818',0,'tutorial','2026-11-24 21:11:09.000000','2028-11-24 21:11:09.000000','Dj0','5994acc9f61906b2',X'526CFFA4B436ADA26DBD854E9ED6CCF66E0FAAF7FC49668C31A9979D87FDAA03');
INSERT INTO "password_credentials" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','a88d62af-faa6-413e-9829-59e2db3b2ed4','1570e3ff-fff6-40fd-b292-a8ccf6528fb4',0,'tutorial','2026-11-24 21:11:09.000000','2300-09-08 21:11:09.000000','RUQ','5994acc9f61906b2',X'27801B1A3245779F6E859D696AFB1ACDDC05EEE91BEC853A7DC9F7BAEF7B5354');
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
INSERT INTO "role_assignments" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','1d5c213d-7406-4880-af11-ee5a66617c8b','b3435016-edf7-4c2a-9e0f-410de3b0ed15','62e90394-69f5-4237-9190-012177145e10','/','2026-11-24 21:11:09.179327');
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
INSERT INTO "service_principals" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','47b1573c-0332-4702-9da5-5411a3aa4f1e','00000003-0000-0000-c000-000000000000','2026-11-24 21:11:08.547625',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"key_credentials":[],"created_by_app_id":null}','microsoft graph');
INSERT INTO "service_principals" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','e971e53c-14f7-4234-afdc-877d2bca62b3','ed6b00b4-62b4-43c8-8e57-770f2d23db06','2026-11-24 21:11:09.212990',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"key_credentials":[],"created_by_app_id":null}','ciam-todolist-api');
INSERT INTO "service_principals" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','2a90acbe-bafd-46fd-b2ca-81f222dcd080','edd6fade-d786-499f-96c1-164aaf9bd0ce','2026-11-24 21:11:09.223086',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"key_credentials":[],"created_by_app_id":null}','ciam-client-app');
INSERT INTO "service_principals" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','fccfd089-c326-4cee-9613-d1903492cf48','9a16b4b8-e668-4050-8e5c-c802fedcb02a','2026-11-24 21:11:09.264756',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"key_credentials":[],"created_by_app_id":null}','daemonry-management');
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
INSERT INTO "signing_keys" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','TRSNHiaWFJibeVMgPRPmF5edkkE','RS256',X'308202D0308201B8A00302010202147AF87C73D6DB1002AFC685B80A839577B2C73B66300D06092A864886F70D01010B050030223120301E06035504030C17636F6E746F736F2E6F6E6D6963726F736F66742E636F6D301E170D3236313132333231313130385A170D3331313132333231313130385A30223120301E06035504030C17636F6E746F736F2E6F6E6D6963726F736F66742E636F6D30820122300D06092A864886F70D01010105000382010F003082010A0282010100C35B640CFDF165AEDF862E570405A5AEDDA99154966DDDE8002B7EFA9C2850BC2ABA35C5343421BAC30BD6C83F864FD0550A2FC89709C4EEF6F75506EAC3502DBC6B3E02062B337647DB7560D1195C570B4FE620594BD33A349BEB26D42C9EF370E622C5136EF00E16D94598285F7972D6702079205EBCEE4D515322295ED1BE3E625E3453542E7EAC31C25632A432D276F92DF8195A47328B57244F96F1A110D4E22A05B211C54906DB26B551A9CF26777FE3B9E4E227F995E82D009A332AD727295BD26BA840448A233F4F5A5BE60EDBFD4300739BF81ECE5449C62FE92E261767A11CF28DBDC4EAE5235F551BEE37FC5A65FEBA4DF64B39DA647BDE676A4D0203010001300D06092A864886F70D01010B05000382010100A6EAE0448F1F4C28EB839FD6429C946A193F37A107398E1623B01C8ED83194FC155524B768FC20CF3E0FD3D5E6549FB8191C1DF82303A34809D3C587BB116822B3C4CC7FB399B10865183D069C1AFC22A78ADB5A8402846F3515A6577A16F95B1A458676A74737FC26982957EB4604CF469D8E27AE3EE50AD251FDAA4DFD941E42173615AFB59A3FECC384F5F3C766FEBCD36B8470869A544CF1668E7BEB28E046CD61D50FEA394EC674C872E18276F32BD5B1C5F22645A1CB88BCF009EE5401B2EAF9338676C9D00B1609F4BFDC505ABAE143380E933207EA7587C91870306ACAFABCA13F8562870A7AD49C129769DC4EA15C032E822BA14392E20CBD265E31',X'0110313132386163353337303362393236325D31682ED21E43B1A070F6A6C21B6799822279F9EA51239B4EE5E113BBCD6649EB1D198A9A6A633F6ABF9392FBBEF2DCE815CD29BC5D15FAF6D3048A18CE3AE50E2506DAC8BB3BC0F4BC15B6709A1D8E648D9DAB8115C909D824C3A643B40D4018D6D45A0D41B2CDD6905AB3E8B029F0A158E701EE3C6C9D63780A31017B9E10B906B2D2CA1B10CD7949C6DD2600671868B7D10CB0D7FF51ABFB42B84559C1D73B08FE89398B8B5450925EC0F2D8C3068241FFA566B15A6C4193C8CCD2C4007B9882BAB359CA626776D0F4034D363D62CB42BDED9CFC5897A07A958D07B03AAA8D8D6EB96DF579543B1152677CCFA7BC3B1B51C2E5F2745516E17AB4AF323B0599726CAA9D397A39800A6DCA02AE29ED2986E9E48767F4FE6EE4DAFA20DFE5ECBEFD98EB3A7FB72A5450EEADD3AEB5D7BE006C2CB394F5474D64849E5BC2572B57B6723F568D8199DCF69738CDDA2F869AEFD75621AA5B2B5D8D795B81D652205FB31DEE69B1830B49D3B3FF0F480404350EBFD73EAB7456229BA490B523F900B7D1A4AFB0EE640D6A5BF3A86A7ABCEFFC7282E42B428E2FA16C98828AD8CAECF30DFE1191528587D775EABC0F1BE5AFEB253E7670CE0E90667C951A176720C570F3C5F31052CB1581BEE92BA35ACDFFDA487823EBAC2F13C2E872A91872615287FBA027344448B1AA0B806981B324B73FE0DD46B998CCADE7D26A4E026746E0BC795C5BD7AAA156B9667BDEDC0A0650D1DB33817CA8972433464803F081DB63D44D928CA6D6F2B902D43D610634AD8E68D8001A5EBA0FB1801B436683CA52A19FD152864C179C2C2146017798256968DC9BD104C1CE79FB3C17DB83D4AEEC617B83F8C9AD63ADDBCD28A4322921BD90EA5E0516725EA9BE15ADF27687AC6E3FA828A093C7E440EC4689DD75B1B6AEC843CDD22CD0347E3C79A46FF85533366CDB558CAD269F829CBF2293E803C18EA504E80287D753AE7A256F5F998400614AC743BEF78320EBA92D1BFCF2979EAF105F45F77C9335F4C0ABC32D0FCC70738F5F0AE1894ED442C49BAA20514123D0938E753E8B0777C0F148E6A6CDC82AB29635074DD4756E98BF0C2950B6CDAE52B674F728832ACA4E702D788CBD06697D78A4FB1C47CA4FF2AC907A146041F0822725985786A9FEF74E128C32A2E1E4B747D87342B890EF44FDB6A69B96367BDDB835AACF992338EBC690DFBB0ED014B67B363A2861F5DCE8A85A5CC51C49EFEB8DF4CC70E9C68678A9E35A531C67E4E86626EFC0A0B7BE11A0E0FD3850C7B5B740605E759DA68C518BF2DF69BF1DD30BBB93DB78F4DF80FB4ED7195C162CE6547E022872D0CDBF6709540D503C237D1546E957864611758761CA7FA1FE9344ED53BB9B4A4B8BBEB196D75F23C0F343A888C7BCCE7C7A8E77B47D5A1DAD5B5BA20438BED4078CA9BA51B88EE109536716E818D212428EFB7EEB7CD944DCA16743C4C29A3CAAAA90F5AF476D4DC20231A7823027D9AE5E76319EE99876ABB1F458BA1A002073B9B962ED3A2D32050A20BDD14B602E5FBD0F6FB20D7A08081A3B0ED1EF478AACB7ABE29EA2618C32EEBFD552E457090A8BB443BB5000F4E1F1B01606C925A788136F1DED5B8CAB6ACB643E5E4700A1ECB969DD1D5BAF838B1157CA55524277CEBC2FEE1A7ECA3A0CEFEDB968399B960EF8750FDD60993186448E968C76C8C1FEB4C79944145DD21BEEB9B3FFC369C1D1FDAE97F1293FCBCC2A88DD4B55654C9A9A0637DDA0E96A153ED3','2026-11-24 21:11:08.111493','2026-11-24 21:11:08.111487',NULL,NULL,'');
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
INSERT INTO "tenants" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','Contoso','contoso','CIAM','2026-11-24 21:11:08.085032','{"contacts":{"technical":[],"marketing":[],"security_mails":[],"security_phones":[],"privacy_email":null,"privacy_statement_url":null},"app_management":{"is_enabled":false,"application_restrictions":{"password_credentials":[],"key_credentials":[]},"service_principal_restrictions":{"password_credentials":[],"key_credentials":[]}}}');
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
INSERT INTO "users" VALUES('310b2383-38fd-4e52-81ff-f009cdd732ac','b3435016-edf7-4c2a-9e0f-410de3b0ed15','admin@contoso.onmicrosoft.com','admin@contoso.onmicrosoft.com','Administrator','2026-11-24 21:11:08.815783','$argon2id$v=19$m=19456,t=2,p=1$aDOgD7Nh5mvrBNSdA35Q8w$RywXlw8eQvDc5L/MfRvKNnTVSuzsw8a3cA3nUjjNXoE',1,0,0,'2026-11-24 21:11:09.169870',NULL,NULL,'{}');
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
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('directory_changes',2);
COMMIT;
