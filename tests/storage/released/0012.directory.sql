BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0012');
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
INSERT INTO "app_role_assignments" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','e3UZVhazt5MkyHlF_wZeF8FM5SRHowPnC-6H9Q7vKKQ','6c03d756-4c42-4447-a9c0-fd9bc57e4f30','207c58d5-6537-49c0-b4b2-b138b88b9011','dc4074a5-3b50-4017-8225-360804e21c6c','ServicePrincipal','2026-11-24 20:35:44.413571');
INSERT INTO "app_role_assignments" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','0kNFADWL5gqpSuoNWdlj8J5TGQ2XulyoVTdmMdL1Gls','6c03d756-4c42-4447-a9c0-fd9bc57e4f30','207c58d5-6537-49c0-b4b2-b138b88b9011','8b9f804c-27bc-432a-bc1e-f407cd67ad5a','ServicePrincipal','2026-11-24 20:35:44.421887');
INSERT INTO "app_role_assignments" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','UcbSG2cAyzbybPLEDQUkA-y-hEXcShKWXkk0LD0qI-s','ce0849b2-0684-42c1-862e-ec781721ee2c','13099c6d-8bfe-4eb6-998e-b3d0daef1352','1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9','ServicePrincipal','2026-11-24 20:35:44.645254');
INSERT INTO "app_role_assignments" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','3SvU3luuPoTV6Mwcv9d8cYv_O3zKgrb9tw_YImGnhps','ce0849b2-0684-42c1-862e-ec781721ee2c','13099c6d-8bfe-4eb6-998e-b3d0daef1352','06b708a9-e830-4db3-a914-8e69da51d44f','ServicePrincipal','2026-11-24 20:35:44.650639');
INSERT INTO "app_role_assignments" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','EVa2pthhOslPk6T_mOuM8mYM7YWxFjwKiN5AFcX2H6A','ce0849b2-0684-42c1-862e-ec781721ee2c','13099c6d-8bfe-4eb6-998e-b3d0daef1352','8e8e4742-1d95-4f68-9d56-6ee75648c72a','ServicePrincipal','2026-11-24 20:35:44.655835');
INSERT INTO "app_role_assignments" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','gSi5qKb_CLJJFg3YLPsC-zZS6Ql_eughRGui0EuGh0E','ce0849b2-0684-42c1-862e-ec781721ee2c','13099c6d-8bfe-4eb6-998e-b3d0daef1352','7ab1d382-f21e-4acd-a863-ba3e13f7da61','ServicePrincipal','2026-11-24 20:35:44.661540');
INSERT INTO "app_role_assignments" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','i4z7ew0Tzo5gfgcu9Lvy14udy6amu7K5TscCMV1IM8c','ce0849b2-0684-42c1-862e-ec781721ee2c','13099c6d-8bfe-4eb6-998e-b3d0daef1352','9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8','ServicePrincipal','2026-11-24 20:35:44.668995');
INSERT INTO "app_role_assignments" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','4gP7-YLOpXDoV0kYWpAIVJ1LZk-oO_T432eL7x20UN8','ce0849b2-0684-42c1-862e-ec781721ee2c','13099c6d-8bfe-4eb6-998e-b3d0daef1352','498476ce-e0fe-48b0-b801-37ba7e2685c6','ServicePrincipal','2026-11-24 20:35:44.673096');
INSERT INTO "app_role_assignments" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','T1VirrNDCtJrOwla2L5pgaHbiIqS4br7f3OESH2DK6E','ce0849b2-0684-42c1-862e-ec781721ee2c','13099c6d-8bfe-4eb6-998e-b3d0daef1352','dbb9058a-0e50-45d7-ae91-66909b5d4664','ServicePrincipal','2026-11-24 20:35:44.685271');
INSERT INTO "app_role_assignments" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','FOEdBTFeRnr5o4WcSlSWZ_3CDymEBQ-guu3MRG8-MOM','ce0849b2-0684-42c1-862e-ec781721ee2c','13099c6d-8bfe-4eb6-998e-b3d0daef1352','be74164b-cff1-491c-8741-e671cb536e13','ServicePrincipal','2026-11-24 20:35:44.687511');
INSERT INTO "app_role_assignments" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','q6nvZOHmtayJUonqEKl7LI0U9KAx9DeF__gCjYXCCiY','ce0849b2-0684-42c1-862e-ec781721ee2c','13099c6d-8bfe-4eb6-998e-b3d0daef1352','b0afded3-3588-46d8-8b3d-9842eff778da','ServicePrincipal','2026-11-24 20:35:44.698724');
CREATE TABLE application_words (
	tenant_id TEXT NOT NULL, 
	property TEXT NOT NULL, 
	word TEXT NOT NULL, 
	app_id TEXT NOT NULL, 
	CONSTRAINT pk_application_words PRIMARY KEY (tenant_id, property, word, app_id), 
	CONSTRAINT fk_application_words_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id)
);
INSERT INTO "application_words" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','displayname','graph','00000003-0000-0000-c000-000000000000');
INSERT INTO "application_words" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','displayname','microsoft','00000003-0000-0000-c000-000000000000');
INSERT INTO "application_words" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','displayname','api','1dde59b4-5b81-437a-a1b9-9d952f1703ad');
INSERT INTO "application_words" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','displayname','ciam','1dde59b4-5b81-437a-a1b9-9d952f1703ad');
INSERT INTO "application_words" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','displayname','todolist','1dde59b4-5b81-437a-a1b9-9d952f1703ad');
INSERT INTO "application_words" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','displayname','app','79431729-c64d-4035-8dfe-4482ff3aeb26');
INSERT INTO "application_words" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','displayname','ciam','79431729-c64d-4035-8dfe-4482ff3aeb26');
INSERT INTO "application_words" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','displayname','client','79431729-c64d-4035-8dfe-4482ff3aeb26');
INSERT INTO "application_words" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','displayname','daemonry','156f95b8-8fd3-4b30-b9f3-30c04e10c030');
INSERT INTO "application_words" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','displayname','management','156f95b8-8fd3-4b30-b9f3-30c04e10c030');
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
INSERT INTO "applications" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','9d1d50de-9756-4292-8220-d9a9e8367bb4','1dde59b4-5b81-437a-a1b9-9d952f1703ad','ciam-ToDoList-api','ciam-todolist-api',NULL,NULL,'2026-11-24 20:35:43.892918',NULL,'{"sign_in_audience":"AzureADMyOrg","description":null,"notes":null,"publisher_domain":"contoso.onmicrosoft.com","identifier_uris":["api://1dde59b4-5b81-437a-a1b9-9d952f1703ad"],"app_roles":[{"role_id":"dc4074a5-3b50-4017-8225-360804e21c6c","value":"ToDoList.Read.All","display_name":"ToDoList.Read.All","description":"Allow the app to read every user''s to-do list","allowed_member_types":["Application"],"is_enabled":true},{"role_id":"8b9f804c-27bc-432a-bc1e-f407cd67ad5a","value":"ToDoList.ReadWrite.All","display_name":"ToDoList.ReadWrite.All","description":"Allow the app to read and write every user''s to-do list","allowed_member_types":["Application"],"is_enabled":true}],"required_resource_access":[],"key_credentials":[],"trusted_subjects":[],"federated_identity_credentials":[],"token_settings":{"assertion_profile":"entra","certificate_only":false,"access_token_profile":"entra","signing_algorithm":"RS256","sender_constraint":"none","allow_resource_parameter":false,"allow_role_subset":false,"allow_introspection":false,"allow_revocation":false,"continuous_access_evaluation":false},"optional_claims":{"id_token":[],"access_token":[{"name":"idtyp","source":null,"essential":false,"additional_properties":[]}],"saml2_token":[]},"api":{"requested_access_token_version":2,"accept_mapped_claims":null,"known_client_applications":[],"oauth2_permission_scopes":[{"scope_id":"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a21","value":"ToDoList.Read","type":"User","admin_consent_display_name":"Read to-do lists of people","admin_consent_description":"Lets the application read what people have to do.","user_consent_display_name":"Read your to-do list","user_consent_description":"Lets the application read what you have to do.","is_enabled":true},{"scope_id":"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a22","value":"ToDoList.ReadWrite","type":"User","admin_consent_display_name":"Read and change to-do lists of people","admin_consent_description":"Lets the application read and change what people have to do.","user_consent_display_name":"Read and change your to-do list","user_consent_description":"Lets the application read and change what you have to do.","is_enabled":true}],"pre_authorized_applications":[]},"web":{"home_page_url":null,"logout_url":null,"redirect_uris":[],"enable_access_token_issuance":false,"enable_id_token_issuance":false},"info":{"marketing_url":null,"privacy_statement_url":null,"support_url":null,"terms_of_service_url":null},"spa_redirect_uris":[],"public_client_redirect_uris":[],"is_fallback_public_client":null,"is_device_only_auth_supported":null,"group_membership_claims":null,"service_management_reference":null,"tags":[],"is_disabled":null,"oauth2_require_post_response":false,"created_by_app_id":null}');
INSERT INTO "applications" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','549772ef-2bc5-446d-a4ff-629a1b7208fb','79431729-c64d-4035-8dfe-4482ff3aeb26','ciam-client-app','ciam-client-app',NULL,NULL,'2026-11-24 20:35:44.110549',NULL,'{"sign_in_audience":"AzureADMyOrg","description":null,"notes":null,"publisher_domain":"contoso.onmicrosoft.com","identifier_uris":[],"app_roles":[],"required_resource_access":[{"resource_app_id":"1dde59b4-5b81-437a-a1b9-9d952f1703ad","resource_access":[{"permission_id":"dc4074a5-3b50-4017-8225-360804e21c6c","type":"Role"},{"permission_id":"8b9f804c-27bc-432a-bc1e-f407cd67ad5a","type":"Role"}]}],"key_credentials":[],"trusted_subjects":[],"federated_identity_credentials":[],"token_settings":{"assertion_profile":"entra","certificate_only":false,"access_token_profile":"entra","signing_algorithm":"RS256","sender_constraint":"none","allow_resource_parameter":false,"allow_role_subset":false,"allow_introspection":false,"allow_revocation":false,"continuous_access_evaluation":false},"optional_claims":null,"api":{"requested_access_token_version":null,"accept_mapped_claims":null,"known_client_applications":[],"oauth2_permission_scopes":[],"pre_authorized_applications":[]},"web":{"home_page_url":null,"logout_url":null,"redirect_uris":[],"enable_access_token_issuance":false,"enable_id_token_issuance":false},"info":{"marketing_url":null,"privacy_statement_url":null,"support_url":null,"terms_of_service_url":null},"spa_redirect_uris":[],"public_client_redirect_uris":[],"is_fallback_public_client":null,"is_device_only_auth_supported":null,"group_membership_claims":null,"service_management_reference":null,"tags":[],"is_disabled":null,"oauth2_require_post_response":false,"created_by_app_id":null}');
INSERT INTO "applications" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','85944e6b-7320-4fbc-ae68-de5eebcfd10e','156f95b8-8fd3-4b30-b9f3-30c04e10c030','daemonry-management','daemonry-management',NULL,NULL,'2026-11-24 20:35:44.433747',NULL,'{"sign_in_audience":"AzureADMyOrg","description":null,"notes":null,"publisher_domain":"contoso.onmicrosoft.com","identifier_uris":[],"app_roles":[],"required_resource_access":[{"resource_app_id":"00000003-0000-0000-c000-000000000000","resource_access":[{"permission_id":"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9","type":"Role"},{"permission_id":"06b708a9-e830-4db3-a914-8e69da51d44f","type":"Role"},{"permission_id":"8e8e4742-1d95-4f68-9d56-6ee75648c72a","type":"Role"},{"permission_id":"7ab1d382-f21e-4acd-a863-ba3e13f7da61","type":"Role"},{"permission_id":"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8","type":"Role"},{"permission_id":"498476ce-e0fe-48b0-b801-37ba7e2685c6","type":"Role"},{"permission_id":"dbb9058a-0e50-45d7-ae91-66909b5d4664","type":"Role"},{"permission_id":"be74164b-cff1-491c-8741-e671cb536e13","type":"Role"},{"permission_id":"b0afded3-3588-46d8-8b3d-9842eff778da","type":"Role"}]}],"key_credentials":[],"trusted_subjects":[],"federated_identity_credentials":[],"token_settings":{"assertion_profile":"entra","certificate_only":false,"access_token_profile":"entra","signing_algorithm":"RS256","sender_constraint":"none","allow_resource_parameter":false,"allow_role_subset":false,"allow_introspection":false,"allow_revocation":false,"continuous_access_evaluation":false},"optional_claims":null,"api":{"requested_access_token_version":null,"accept_mapped_claims":null,"known_client_applications":[],"oauth2_permission_scopes":[],"pre_authorized_applications":[]},"web":{"home_page_url":null,"logout_url":null,"redirect_uris":[],"enable_access_token_issuance":false,"enable_id_token_issuance":false},"info":{"marketing_url":null,"privacy_statement_url":null,"support_url":null,"terms_of_service_url":null},"spa_redirect_uris":[],"public_client_redirect_uris":[],"is_fallback_public_client":null,"is_device_only_auth_supported":null,"group_membership_claims":null,"service_management_reference":null,"tags":[],"is_disabled":null,"oauth2_require_post_response":false,"created_by_app_id":null}');
CREATE TABLE audit_events (
	tenant_id TEXT NOT NULL, 
	event_id TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_audit_events PRIMARY KEY (tenant_id, event_id)
);
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','af6a2d96-def8-4675-a1c9-f8a790c0b647','2026-11-24 20:35:43.237765','{"activity":"Create tenant","category":"DirectoryManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"1b47f33b-cb58-490b-9a82-3cf6dd258a91","display_name":"Contoso","type":"Organization","modified":[{"name":"displayName","old_value":null,"new_value":"\"Contoso\""},{"name":"subdomain","old_value":null,"new_value":"\"contoso\""},{"name":"domains","old_value":null,"new_value":"[{\"name\":\"contoso.onmicrosoft.com\",\"isInitial\":true,\"isDefault\":true,\"isVerified\":true,\"verification\":\"\"}]"},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T20:35:43.217418Z\""},{"name":"tenantType","old_value":null,"new_value":"\"CIAM\""},{"name":"contacts","old_value":null,"new_value":"{\"technical\":[],\"marketing\":[],\"securityMails\":[],\"securityPhones\":[],\"privacyEmail\":null,\"privacyStatementUrl\":null}"},{"name":"appManagement","old_value":null,"new_value":"{\"isEnabled\":false,\"applicationRestrictions\":{\"passwordCredentials\":[],\"keyCredentials\":[]},\"servicePrincipalRestrictions\":{\"passwordCredentials\":[],\"keyCredentials\":[]}}"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','d7260e07-42b6-4e14-9f7d-d9a6651b3631','2026-11-24 20:35:43.553892','{"activity":"Add token signing key","category":"DirectoryManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"H6IUsdHs-KLX7vTseQJpQWHvB_s","display_name":"H6IUsdHs-KLX7vTseQJpQWHvB_s","type":"SigningKey","modified":[{"name":"algorithm","old_value":null,"new_value":"\"RS256\""},{"name":"appId","old_value":null,"new_value":"\"\""},{"name":"activeFrom","old_value":null,"new_value":"\"2026-11-24T20:35:43.242633Z\""}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','1f317d07-0eb3-4aa7-ab63-f8d3d2cda147','2026-11-24 20:35:43.596949','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"13099c6d-8bfe-4eb6-998e-b3d0daef1352","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"00000003-0000-0000-c000-000000000000\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T20:35:43.554655Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','7e2c2a22-e45f-4e8c-93cb-35485972cc28','2026-11-24 20:35:43.845072','{"activity":"Add user","category":"UserManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"fb1d42c8-e248-4f38-8bb4-ecb27199538f","display_name":"Administrator","type":"User","modified":[{"name":"userPrincipalName","old_value":null,"new_value":"\"admin@contoso.onmicrosoft.com\""},{"name":"displayName","old_value":null,"new_value":"\"Administrator\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T20:35:43.714175Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"mustChangePassword","old_value":null,"new_value":"false"},{"name":"passwordChangedAt","old_value":null,"new_value":"\"2026-11-24T20:35:43.834311Z\""},{"name":"isFactorRequired","old_value":null,"new_value":"false"},{"name":"details","old_value":null,"new_value":"{}"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','4118a426-3e57-4d40-b266-54c75c85efa9','2026-11-24 20:35:43.885181','{"activity":"Add member to role","category":"RoleManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"fb1d42c8-e248-4f38-8bb4-ecb27199538f","display_name":"Administrator","type":"User","modified":[{"name":"Role.DisplayName","old_value":null,"new_value":"\"Global Administrator\""}]}],"result":"success","reason":"","details":{"severity":"high"}}');
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','b095655b-3b54-4f62-9baa-ac352b2d1a9a','2026-11-24 20:35:43.941149','{"activity":"Add application","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"9d1d50de-9756-4292-8220-d9a9e8367bb4","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"appId","old_value":null,"new_value":"\"1dde59b4-5b81-437a-a1b9-9d952f1703ad\""},{"name":"displayName","old_value":null,"new_value":"\"ciam-ToDoList-api\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T20:35:43.892918Z\""},{"name":"signInAudience","old_value":null,"new_value":"\"AzureADMyOrg\""},{"name":"publisherDomain","old_value":null,"new_value":"\"contoso.onmicrosoft.com\""},{"name":"tokenSettings","old_value":null,"new_value":"{\"assertionProfile\":\"entra\",\"certificateOnly\":false,\"accessTokenProfile\":\"entra\",\"signingAlgorithm\":\"RS256\",\"senderConstraint\":\"none\",\"allowResourceParameter\":false,\"allowRoleSubset\":false,\"allowIntrospection\":false,\"allowRevocation\":false,\"continuousAccessEvaluation\":false}"},{"name":"optionalClaims","old_value":null,"new_value":"{\"idToken\":[],\"accessToken\":[{\"name\":\"idtyp\",\"source\":null,\"essential\":false,\"additionalProperties\":[]}],\"saml2Token\":[]}"},{"name":"api","old_value":null,"new_value":"{\"requestedAccessTokenVersion\":2,\"acceptMappedClaims\":null,\"knownClientApplications\":[],\"oauth2PermissionScopes\":[{\"id\":\"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a21\",\"value\":\"ToDoList.Read\",\"type\":\"User\",\"adminConsentDisplayName\":\"Read to-do lists of people\",\"adminConsentDescription\":\"Lets the application read what people have to do.\",\"userConsentDisplayName\":\"Read your to-do list\",\"userConsentDescription\":\"Lets the application read what you have to do.\",\"isEnabled\":true},{\"id\":\"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a22\",\"value\":\"ToDoList.ReadWrite\",\"type\":\"User\",\"adminConsentDisplayName\":\"Read and change to-do lists of people\",\"adminConsentDescription\":\"Lets the application read and change what people have to do.\",\"userConsentDisplayName\":\"Read and change your to-do list\",\"userConsentDescription\":\"Lets the application read and change what you have to do.\",\"isEnabled\":true}],\"preAuthorizedApplications\":[]}"},{"name":"web","old_value":null,"new_value":"{\"homePageUrl\":null,\"logoutUrl\":null,\"redirectUris\":[],\"enableAccessTokenIssuance\":false,\"enableIdTokenIssuance\":false}"},{"name":"info","old_value":null,"new_value":"{\"marketingUrl\":null,\"privacyStatementUrl\":null,\"supportUrl\":null,\"termsOfServiceUrl\":null}"},{"name":"oauth2RequirePostResponse","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','fdce1995-d77a-41e5-9480-73b8ef113ba2','2026-11-24 20:35:43.972802','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"9d1d50de-9756-4292-8220-d9a9e8367bb4","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"identifierUris","old_value":"[]","new_value":"[\"api://1dde59b4-5b81-437a-a1b9-9d952f1703ad\"]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','7d68fe91-a4d4-436b-b514-b4eba0ca3dd4','2026-11-24 20:35:44.022497','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"9d1d50de-9756-4292-8220-d9a9e8367bb4","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"appRoles","old_value":"[]","new_value":"[{\"id\":\"dc4074a5-3b50-4017-8225-360804e21c6c\",\"value\":\"ToDoList.Read.All\",\"displayName\":\"ToDoList.Read.All\",\"description\":\"Allow the app to read every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','f3707854-df6a-4d31-9999-d9c9846fafae','2026-11-24 20:35:44.060434','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"9d1d50de-9756-4292-8220-d9a9e8367bb4","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"appRoles","old_value":"[{\"id\":\"dc4074a5-3b50-4017-8225-360804e21c6c\",\"value\":\"ToDoList.Read.All\",\"displayName\":\"ToDoList.Read.All\",\"description\":\"Allow the app to read every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]","new_value":"[{\"id\":\"dc4074a5-3b50-4017-8225-360804e21c6c\",\"value\":\"ToDoList.Read.All\",\"displayName\":\"ToDoList.Read.All\",\"description\":\"Allow the app to read every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true},{\"id\":\"8b9f804c-27bc-432a-bc1e-f407cd67ad5a\",\"value\":\"ToDoList.ReadWrite.All\",\"displayName\":\"ToDoList.ReadWrite.All\",\"description\":\"Allow the app to read and write every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','d8934175-19d7-4ba1-8b3a-7d297f90effa','2026-11-24 20:35:44.108895','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"207c58d5-6537-49c0-b4b2-b138b88b9011","display_name":"ciam-ToDoList-api","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"1dde59b4-5b81-437a-a1b9-9d952f1703ad\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T20:35:44.081117Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','6dd83c7b-cc47-45b9-96b0-cebe84394227','2026-11-24 20:35:44.121602','{"activity":"Add application","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"549772ef-2bc5-446d-a4ff-629a1b7208fb","display_name":"ciam-client-app","type":"Application","modified":[{"name":"appId","old_value":null,"new_value":"\"79431729-c64d-4035-8dfe-4482ff3aeb26\""},{"name":"displayName","old_value":null,"new_value":"\"ciam-client-app\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T20:35:44.110549Z\""},{"name":"signInAudience","old_value":null,"new_value":"\"AzureADMyOrg\""},{"name":"publisherDomain","old_value":null,"new_value":"\"contoso.onmicrosoft.com\""},{"name":"tokenSettings","old_value":null,"new_value":"{\"assertionProfile\":\"entra\",\"certificateOnly\":false,\"accessTokenProfile\":\"entra\",\"signingAlgorithm\":\"RS256\",\"senderConstraint\":\"none\",\"allowResourceParameter\":false,\"allowRoleSubset\":false,\"allowIntrospection\":false,\"allowRevocation\":false,\"continuousAccessEvaluation\":false}"},{"name":"api","old_value":null,"new_value":"{\"requestedAccessTokenVersion\":null,\"acceptMappedClaims\":null,\"knownClientApplications\":[],\"oauth2PermissionScopes\":[],\"preAuthorizedApplications\":[]}"},{"name":"web","old_value":null,"new_value":"{\"homePageUrl\":null,\"logoutUrl\":null,\"redirectUris\":[],\"enableAccessTokenIssuance\":false,\"enableIdTokenIssuance\":false}"},{"name":"info","old_value":null,"new_value":"{\"marketingUrl\":null,\"privacyStatementUrl\":null,\"supportUrl\":null,\"termsOfServiceUrl\":null}"},{"name":"oauth2RequirePostResponse","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','75952908-f1eb-4231-8484-fc05a2e69875','2026-11-24 20:35:44.142355','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"6c03d756-4c42-4447-a9c0-fd9bc57e4f30","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"79431729-c64d-4035-8dfe-4482ff3aeb26\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T20:35:44.134372Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','11f0f9cf-bd91-4e91-a602-e9b4d7b3f5c0','2026-11-24 20:35:44.269065','{"activity":"Update application - Certificates and secrets management","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"549772ef-2bc5-446d-a4ff-629a1b7208fb","display_name":"ciam-client-app","type":"Application","modified":[{"name":"passwordCredentials","old_value":"[]","new_value":"[{\"keyId\":\"5b449a95-012f-49bd-8872-78302f64b63a\",\"displayName\":\"tutorial\",\"startDateTime\":\"2026-11-24T20:35:44Z\",\"endDateTime\":\"2028-11-24T20:35:44Z\",\"hint\":\"KnN\"}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','57ae34e6-71f5-4ea5-9ec1-160a91ad944a','2026-11-24 20:35:44.355429','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"549772ef-2bc5-446d-a4ff-629a1b7208fb","display_name":"ciam-client-app","type":"Application","modified":[{"name":"requiredResourceAccess","old_value":"[]","new_value":"[{\"resourceAppId\":\"1dde59b4-5b81-437a-a1b9-9d952f1703ad\",\"resourceAccess\":[{\"id\":\"dc4074a5-3b50-4017-8225-360804e21c6c\",\"type\":\"Role\"},{\"id\":\"8b9f804c-27bc-432a-bc1e-f407cd67ad5a\",\"type\":\"Role\"}]}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','3d751548-dc3c-4518-ab67-5ff30163b15f','2026-11-24 20:35:44.418118','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"207c58d5-6537-49c0-b4b2-b138b88b9011","display_name":"ciam-ToDoList-api","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"dc4074a5-3b50-4017-8225-360804e21c6c\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"ToDoList.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"ToDoList.Read.All\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"6c03d756-4c42-4447-a9c0-fd9bc57e4f30\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"ciam-client-app\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"79431729-c64d-4035-8dfe-4482ff3aeb26\""}]},{"object_id":"6c03d756-4c42-4447-a9c0-fd9bc57e4f30","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','bee5dbec-8141-4219-b9aa-c2b15886218c','2026-11-24 20:35:44.425742','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"207c58d5-6537-49c0-b4b2-b138b88b9011","display_name":"ciam-ToDoList-api","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"8b9f804c-27bc-432a-bc1e-f407cd67ad5a\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"ToDoList.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"ToDoList.ReadWrite.All\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"6c03d756-4c42-4447-a9c0-fd9bc57e4f30\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"ciam-client-app\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"79431729-c64d-4035-8dfe-4482ff3aeb26\""}]},{"object_id":"6c03d756-4c42-4447-a9c0-fd9bc57e4f30","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','323ee020-b8cc-4bd7-9369-270bdfa2a3d6','2026-11-24 20:35:44.428795','{"activity":"Consent to application","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"6c03d756-4c42-4447-a9c0-fd9bc57e4f30","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[{"name":"ConsentAction.Permissions","old_value":null,"new_value":"[\"1dde59b4-5b81-437a-a1b9-9d952f1703ad: ToDoList.Read.All, ToDoList.ReadWrite.All\"]"}]}],"result":"success","reason":"","details":{"isAdminConsent":"true"}}');
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','cbacd1ca-d60d-4423-a71a-41469eb06e3b','2026-11-24 20:35:44.453870','{"activity":"Add application","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"85944e6b-7320-4fbc-ae68-de5eebcfd10e","display_name":"daemonry-management","type":"Application","modified":[{"name":"appId","old_value":null,"new_value":"\"156f95b8-8fd3-4b30-b9f3-30c04e10c030\""},{"name":"displayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T20:35:44.433747Z\""},{"name":"signInAudience","old_value":null,"new_value":"\"AzureADMyOrg\""},{"name":"publisherDomain","old_value":null,"new_value":"\"contoso.onmicrosoft.com\""},{"name":"tokenSettings","old_value":null,"new_value":"{\"assertionProfile\":\"entra\",\"certificateOnly\":false,\"accessTokenProfile\":\"entra\",\"signingAlgorithm\":\"RS256\",\"senderConstraint\":\"none\",\"allowResourceParameter\":false,\"allowRoleSubset\":false,\"allowIntrospection\":false,\"allowRevocation\":false,\"continuousAccessEvaluation\":false}"},{"name":"api","old_value":null,"new_value":"{\"requestedAccessTokenVersion\":null,\"acceptMappedClaims\":null,\"knownClientApplications\":[],\"oauth2PermissionScopes\":[],\"preAuthorizedApplications\":[]}"},{"name":"web","old_value":null,"new_value":"{\"homePageUrl\":null,\"logoutUrl\":null,\"redirectUris\":[],\"enableAccessTokenIssuance\":false,\"enableIdTokenIssuance\":false}"},{"name":"info","old_value":null,"new_value":"{\"marketingUrl\":null,\"privacyStatementUrl\":null,\"supportUrl\":null,\"termsOfServiceUrl\":null}"},{"name":"oauth2RequirePostResponse","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','8f5f075b-7467-4c11-905e-72bf1dd2a3b3','2026-11-24 20:35:44.483291','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"ce0849b2-0684-42c1-862e-ec781721ee2c","display_name":"daemonry-management","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"156f95b8-8fd3-4b30-b9f3-30c04e10c030\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T20:35:44.475705Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','28be2e03-7b08-4dee-8a53-92e3df064265','2026-11-24 20:35:44.561518','{"activity":"Update application - Certificates and secrets management","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"85944e6b-7320-4fbc-ae68-de5eebcfd10e","display_name":"daemonry-management","type":"Application","modified":[{"name":"passwordCredentials","old_value":"[]","new_value":"[{\"keyId\":\"ed4c971b-5972-4ea9-933c-9e0083e4d46b\",\"displayName\":\"tutorial\",\"startDateTime\":\"2026-11-24T20:35:44Z\",\"endDateTime\":\"2028-11-24T20:35:44Z\",\"hint\":\"onC\"}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','71e56892-d356-4cbf-ba6b-d79a26769061','2026-11-24 20:35:44.607380','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"85944e6b-7320-4fbc-ae68-de5eebcfd10e","display_name":"daemonry-management","type":"Application","modified":[{"name":"requiredResourceAccess","old_value":"[]","new_value":"[{\"resourceAppId\":\"00000003-0000-0000-c000-000000000000\",\"resourceAccess\":[{\"id\":\"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9\",\"type\":\"Role\"},{\"id\":\"06b708a9-e830-4db3-a914-8e69da51d44f\",\"type\":\"Role\"},{\"id\":\"8e8e4742-1d95-4f68-9d56-6ee75648c72a\",\"type\":\"Role\"},{\"id\":\"7ab1d382-f21e-4acd-a863-ba3e13f7da61\",\"type\":\"Role\"},{\"id\":\"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8\",\"type\":\"Role\"},{\"id\":\"498476ce-e0fe-48b0-b801-37ba7e2685c6\",\"type\":\"Role\"},{\"id\":\"dbb9058a-0e50-45d7-ae91-66909b5d4664\",\"type\":\"Role\"},{\"id\":\"be74164b-cff1-491c-8741-e671cb536e13\",\"type\":\"Role\"},{\"id\":\"b0afded3-3588-46d8-8b3d-9842eff778da\",\"type\":\"Role\"}]}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','cec3a487-38dc-402f-afb9-e0cb77e8e363','2026-11-24 20:35:44.650076','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"13099c6d-8bfe-4eb6-998e-b3d0daef1352","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Application.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read and write all applications\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"ce0849b2-0684-42c1-862e-ec781721ee2c\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"156f95b8-8fd3-4b30-b9f3-30c04e10c030\""}]},{"object_id":"ce0849b2-0684-42c1-862e-ec781721ee2c","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{"severity":"high","takeoverPermissions":"Application.ReadWrite.All"}}');
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','77f9367e-93d5-4551-8387-735f31c4c62f','2026-11-24 20:35:44.653646','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"13099c6d-8bfe-4eb6-998e-b3d0daef1352","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"06b708a9-e830-4db3-a914-8e69da51d44f\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"AppRoleAssignment.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage app role assignments and grant admin consent\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"ce0849b2-0684-42c1-862e-ec781721ee2c\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"156f95b8-8fd3-4b30-b9f3-30c04e10c030\""}]},{"object_id":"ce0849b2-0684-42c1-862e-ec781721ee2c","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{"severity":"high","takeoverPermissions":"AppRoleAssignment.ReadWrite.All"}}');
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','c531096e-8eb7-401e-b8a4-e581a8ccff01','2026-11-24 20:35:44.660901','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"13099c6d-8bfe-4eb6-998e-b3d0daef1352","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"8e8e4742-1d95-4f68-9d56-6ee75648c72a\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"DelegatedPermissionGrant.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage delegated permission grants\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"ce0849b2-0684-42c1-862e-ec781721ee2c\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"156f95b8-8fd3-4b30-b9f3-30c04e10c030\""}]},{"object_id":"ce0849b2-0684-42c1-862e-ec781721ee2c","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','c7f2dcc0-b549-4feb-846b-e3e7c0e7c502','2026-11-24 20:35:44.665513','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"13099c6d-8bfe-4eb6-998e-b3d0daef1352","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"7ab1d382-f21e-4acd-a863-ba3e13f7da61\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Directory.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read directory data\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"ce0849b2-0684-42c1-862e-ec781721ee2c\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"156f95b8-8fd3-4b30-b9f3-30c04e10c030\""}]},{"object_id":"ce0849b2-0684-42c1-862e-ec781721ee2c","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','5981dde1-ebeb-4c5d-ae08-838fd0f9a10e','2026-11-24 20:35:44.670195','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"13099c6d-8bfe-4eb6-998e-b3d0daef1352","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"RoleManagement.ReadWrite.Directory\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage directory roles and their assignments\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"ce0849b2-0684-42c1-862e-ec781721ee2c\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"156f95b8-8fd3-4b30-b9f3-30c04e10c030\""}]},{"object_id":"ce0849b2-0684-42c1-862e-ec781721ee2c","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{"severity":"high","takeoverPermissions":"RoleManagement.ReadWrite.Directory"}}');
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','e651c82b-06f6-4cfa-a945-4fcc1eaf65e1','2026-11-24 20:35:44.677577','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"13099c6d-8bfe-4eb6-998e-b3d0daef1352","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"498476ce-e0fe-48b0-b801-37ba7e2685c6\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Organization.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read the organization\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"ce0849b2-0684-42c1-862e-ec781721ee2c\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"156f95b8-8fd3-4b30-b9f3-30c04e10c030\""}]},{"object_id":"ce0849b2-0684-42c1-862e-ec781721ee2c","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','4f0c24ac-cf91-46e5-a304-25d5fcf99f09','2026-11-24 20:35:44.686895','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"13099c6d-8bfe-4eb6-998e-b3d0daef1352","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"dbb9058a-0e50-45d7-ae91-66909b5d4664\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Domain.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read domains\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"ce0849b2-0684-42c1-862e-ec781721ee2c\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"156f95b8-8fd3-4b30-b9f3-30c04e10c030\""}]},{"object_id":"ce0849b2-0684-42c1-862e-ec781721ee2c","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','6954e91f-97ee-447f-ac0d-15893768428a','2026-11-24 20:35:44.697926','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"13099c6d-8bfe-4eb6-998e-b3d0daef1352","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"be74164b-cff1-491c-8741-e671cb536e13\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Policy.ReadWrite.ApplicationConfiguration\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage application configuration policies\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"ce0849b2-0684-42c1-862e-ec781721ee2c\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"156f95b8-8fd3-4b30-b9f3-30c04e10c030\""}]},{"object_id":"ce0849b2-0684-42c1-862e-ec781721ee2c","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','739b5fed-3a4a-477c-8a3b-af8a1f3e914d','2026-11-24 20:35:44.704332','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"13099c6d-8bfe-4eb6-998e-b3d0daef1352","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"b0afded3-3588-46d8-8b3d-9842eff778da\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"AuditLog.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read audit and sign-in records\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"ce0849b2-0684-42c1-862e-ec781721ee2c\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"156f95b8-8fd3-4b30-b9f3-30c04e10c030\""}]},{"object_id":"ce0849b2-0684-42c1-862e-ec781721ee2c","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','f9a2ec56-33d4-4a2b-ba7e-5c6365d09c6f','2026-11-24 20:35:44.709130','{"activity":"Consent to application","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"ce0849b2-0684-42c1-862e-ec781721ee2c","display_name":"daemonry-management","type":"ServicePrincipal","modified":[{"name":"ConsentAction.Permissions","old_value":null,"new_value":"[\"00000003-0000-0000-c000-000000000000: Application.ReadWrite.All, AppRoleAssignment.ReadWrite.All, DelegatedPermissionGrant.ReadWrite.All, Directory.Read.All, RoleManagement.ReadWrite.Directory, Organization.Read.All, Domain.Read.All, Policy.ReadWrite.ApplicationConfiguration, AuditLog.Read.All\"]"}]}],"result":"success","reason":"","details":{"isAdminConsent":"true","severity":"high"}}');
CREATE TABLE audit_targets (
	tenant_id TEXT NOT NULL, 
	object_id TEXT NOT NULL, 
	event_id TEXT NOT NULL, 
	CONSTRAINT pk_audit_targets PRIMARY KEY (tenant_id, object_id, event_id), 
	CONSTRAINT fk_audit_targets_tenant_id_event_id FOREIGN KEY(tenant_id, event_id) REFERENCES audit_events (tenant_id, event_id) ON DELETE CASCADE
);
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','1b47f33b-cb58-490b-9a82-3cf6dd258a91','af6a2d96-def8-4675-a1c9-f8a790c0b647');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','H6IUsdHs-KLX7vTseQJpQWHvB_s','d7260e07-42b6-4e14-9f7d-d9a6651b3631');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','13099c6d-8bfe-4eb6-998e-b3d0daef1352','1f317d07-0eb3-4aa7-ab63-f8d3d2cda147');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','fb1d42c8-e248-4f38-8bb4-ecb27199538f','7e2c2a22-e45f-4e8c-93cb-35485972cc28');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','fb1d42c8-e248-4f38-8bb4-ecb27199538f','4118a426-3e57-4d40-b266-54c75c85efa9');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','9d1d50de-9756-4292-8220-d9a9e8367bb4','b095655b-3b54-4f62-9baa-ac352b2d1a9a');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','9d1d50de-9756-4292-8220-d9a9e8367bb4','fdce1995-d77a-41e5-9480-73b8ef113ba2');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','9d1d50de-9756-4292-8220-d9a9e8367bb4','7d68fe91-a4d4-436b-b514-b4eba0ca3dd4');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','9d1d50de-9756-4292-8220-d9a9e8367bb4','f3707854-df6a-4d31-9999-d9c9846fafae');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','207c58d5-6537-49c0-b4b2-b138b88b9011','d8934175-19d7-4ba1-8b3a-7d297f90effa');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','549772ef-2bc5-446d-a4ff-629a1b7208fb','6dd83c7b-cc47-45b9-96b0-cebe84394227');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','6c03d756-4c42-4447-a9c0-fd9bc57e4f30','75952908-f1eb-4231-8484-fc05a2e69875');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','549772ef-2bc5-446d-a4ff-629a1b7208fb','11f0f9cf-bd91-4e91-a602-e9b4d7b3f5c0');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','549772ef-2bc5-446d-a4ff-629a1b7208fb','57ae34e6-71f5-4ea5-9ec1-160a91ad944a');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','207c58d5-6537-49c0-b4b2-b138b88b9011','3d751548-dc3c-4518-ab67-5ff30163b15f');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','6c03d756-4c42-4447-a9c0-fd9bc57e4f30','3d751548-dc3c-4518-ab67-5ff30163b15f');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','207c58d5-6537-49c0-b4b2-b138b88b9011','bee5dbec-8141-4219-b9aa-c2b15886218c');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','6c03d756-4c42-4447-a9c0-fd9bc57e4f30','bee5dbec-8141-4219-b9aa-c2b15886218c');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','6c03d756-4c42-4447-a9c0-fd9bc57e4f30','323ee020-b8cc-4bd7-9369-270bdfa2a3d6');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','85944e6b-7320-4fbc-ae68-de5eebcfd10e','cbacd1ca-d60d-4423-a71a-41469eb06e3b');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','ce0849b2-0684-42c1-862e-ec781721ee2c','8f5f075b-7467-4c11-905e-72bf1dd2a3b3');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','85944e6b-7320-4fbc-ae68-de5eebcfd10e','28be2e03-7b08-4dee-8a53-92e3df064265');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','85944e6b-7320-4fbc-ae68-de5eebcfd10e','71e56892-d356-4cbf-ba6b-d79a26769061');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','13099c6d-8bfe-4eb6-998e-b3d0daef1352','cec3a487-38dc-402f-afb9-e0cb77e8e363');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','ce0849b2-0684-42c1-862e-ec781721ee2c','cec3a487-38dc-402f-afb9-e0cb77e8e363');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','13099c6d-8bfe-4eb6-998e-b3d0daef1352','77f9367e-93d5-4551-8387-735f31c4c62f');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','ce0849b2-0684-42c1-862e-ec781721ee2c','77f9367e-93d5-4551-8387-735f31c4c62f');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','13099c6d-8bfe-4eb6-998e-b3d0daef1352','c531096e-8eb7-401e-b8a4-e581a8ccff01');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','ce0849b2-0684-42c1-862e-ec781721ee2c','c531096e-8eb7-401e-b8a4-e581a8ccff01');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','13099c6d-8bfe-4eb6-998e-b3d0daef1352','c7f2dcc0-b549-4feb-846b-e3e7c0e7c502');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','ce0849b2-0684-42c1-862e-ec781721ee2c','c7f2dcc0-b549-4feb-846b-e3e7c0e7c502');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','13099c6d-8bfe-4eb6-998e-b3d0daef1352','5981dde1-ebeb-4c5d-ae08-838fd0f9a10e');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','ce0849b2-0684-42c1-862e-ec781721ee2c','5981dde1-ebeb-4c5d-ae08-838fd0f9a10e');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','13099c6d-8bfe-4eb6-998e-b3d0daef1352','e651c82b-06f6-4cfa-a945-4fcc1eaf65e1');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','ce0849b2-0684-42c1-862e-ec781721ee2c','e651c82b-06f6-4cfa-a945-4fcc1eaf65e1');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','13099c6d-8bfe-4eb6-998e-b3d0daef1352','4f0c24ac-cf91-46e5-a304-25d5fcf99f09');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','ce0849b2-0684-42c1-862e-ec781721ee2c','4f0c24ac-cf91-46e5-a304-25d5fcf99f09');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','13099c6d-8bfe-4eb6-998e-b3d0daef1352','6954e91f-97ee-447f-ac0d-15893768428a');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','ce0849b2-0684-42c1-862e-ec781721ee2c','6954e91f-97ee-447f-ac0d-15893768428a');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','13099c6d-8bfe-4eb6-998e-b3d0daef1352','739b5fed-3a4a-477c-8a3b-af8a1f3e914d');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','ce0849b2-0684-42c1-862e-ec781721ee2c','739b5fed-3a4a-477c-8a3b-af8a1f3e914d');
INSERT INTO "audit_targets" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','ce0849b2-0684-42c1-862e-ec781721ee2c','f9a2ec56-33d4-4a2b-ba7e-5c6365d09c6f');
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
INSERT INTO "directory_changes" VALUES(1,'1b47f33b-cb58-490b-9a82-3cf6dd258a91','');
INSERT INTO "directory_changes" VALUES(2,'1b47f33b-cb58-490b-9a82-3cf6dd258a91','79431729-c64d-4035-8dfe-4482ff3aeb26');
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
INSERT INTO "domains" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','contoso.onmicrosoft.com',1,1,1,1,'');
CREATE TABLE identifier_uris (
	tenant_id TEXT NOT NULL, 
	uri_key TEXT NOT NULL, 
	app_id TEXT NOT NULL, 
	CONSTRAINT pk_identifier_uris PRIMARY KEY (tenant_id, uri_key), 
	CONSTRAINT fk_identifier_uris_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id)
);
INSERT INTO "identifier_uris" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','https://graph.microsoft.com','00000003-0000-0000-c000-000000000000');
INSERT INTO "identifier_uris" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','api://1dde59b4-5b81-437a-a1b9-9d952f1703ad','1dde59b4-5b81-437a-a1b9-9d952f1703ad');
CREATE TABLE key_credential_ends (
	tenant_id TEXT NOT NULL, 
	application_id TEXT NOT NULL, 
	key_id TEXT NOT NULL, 
	display_name TEXT, 
	ends_at DATETIME NOT NULL, 
	CONSTRAINT pk_key_credential_ends PRIMARY KEY (tenant_id, application_id, key_id), 
	CONSTRAINT fk_key_credential_ends_tenant_id_application_id FOREIGN KEY(tenant_id, application_id) REFERENCES applications (tenant_id, object_id) ON DELETE CASCADE
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
INSERT INTO "password_credentials" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','85944e6b-7320-4fbc-ae68-de5eebcfd10e','ed4c971b-5972-4ea9-933c-9e0083e4d46b',0,'tutorial','2026-11-24 20:35:44.000000','2028-11-24 20:35:44.000000','onC','5994acc9f61906b2',X'22B7E33386C66B2CB2EDAAC8F4A2DF94336755544F790D9050A2ABACBCA93731');
INSERT INTO "password_credentials" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','549772ef-2bc5-446d-a4ff-629a1b7208fb','5b449a95-012f-49bd-8872-78302f64b63a',0,'tutorial','2026-11-24 20:35:44.000000','2300-09-08 20:35:44.000000','KnN','5994acc9f61906b2',X'C0E51A211DCABDCB3D6C5E1BB8723E5E336025764DBCCBDFF144FB00E86F0E87');
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
INSERT INTO "role_assignments" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','0a92eb48-7f53-4e89-8af7-1b27e3548a2d','fb1d42c8-e248-4f38-8bb4-ecb27199538f','62e90394-69f5-4237-9190-012177145e10','/','2026-11-24 20:35:43.871531');
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
INSERT INTO "service_principals" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','13099c6d-8bfe-4eb6-998e-b3d0daef1352','00000003-0000-0000-c000-000000000000','2026-11-24 20:35:43.554655',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"key_credentials":[],"created_by_app_id":null}','microsoft graph');
INSERT INTO "service_principals" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','207c58d5-6537-49c0-b4b2-b138b88b9011','1dde59b4-5b81-437a-a1b9-9d952f1703ad','2026-11-24 20:35:44.081117',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"key_credentials":[],"created_by_app_id":null}','ciam-todolist-api');
INSERT INTO "service_principals" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','6c03d756-4c42-4447-a9c0-fd9bc57e4f30','79431729-c64d-4035-8dfe-4482ff3aeb26','2026-11-24 20:35:44.134372',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"key_credentials":[],"created_by_app_id":null}','ciam-client-app');
INSERT INTO "service_principals" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','ce0849b2-0684-42c1-862e-ec781721ee2c','156f95b8-8fd3-4b30-b9f3-30c04e10c030','2026-11-24 20:35:44.475705',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"key_credentials":[],"created_by_app_id":null}','daemonry-management');
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
INSERT INTO "signing_keys" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','H6IUsdHs-KLX7vTseQJpQWHvB_s','RS256',X'308202D0308201B8A0030201020214568BB3529ACE42EFE9E0FE99598080C68FA11EF7300D06092A864886F70D01010B050030223120301E06035504030C17636F6E746F736F2E6F6E6D6963726F736F66742E636F6D301E170D3236313132333230333534335A170D3331313132333230333534335A30223120301E06035504030C17636F6E746F736F2E6F6E6D6963726F736F66742E636F6D30820122300D06092A864886F70D01010105000382010F003082010A02820101009B823B2885FF52EEBDCD18FA7785D978A8AC36BC94E431BE80F196707FD04B007A120B6E6DA84953C2A502DB35365976DD0A589F4265B36A1985A719FE175AECF8872A103372EE60FB22AC3D1C0341C071817DBC3B77C4CCAC71B9A72B56FA7D7E8FA56D9D661543C80D4BD2A0647F6F155EFB361A53015DC7CC22431E2D6A488B93C6407DE06699E497D5F50B20945D25C9683FF843DA0DE655963F847CFF9C3B0A02D80278D42C6FAE0A7AAC32714166213E1FC6D95BB5E7D9673DE6FC18235EF3D12DC7EE14FB31388D4BE86F7AB0A9F06277084D5798CCD3B80F5A56AADC82D122770E35F39372A6AF08F611AC41C61E1DC5BA042271A08FC9437EA3966F0203010001300D06092A864886F70D01010B050003820101008463B2A99032C47FFF6D9EC1C769BB672187D07BF8B9910562697333F4D1416E407968989F3B70DE153248026BE600F8A9F6FC6C93EB4792478C9DA1AA01E3106FDAEB52E33D2EDA7E057BE5C32F93A73A49BFFD2D4F985B5127577C7F7F97DD18CE87455107E3C55F6DC360FC83898E1D7B190D38AF55C2D2CC3C803EC8417B83210C8E28CA5DDBAD09E486920E0279CF14CD874CD3ADF5F990E639B717526B701717E082117E8B68423C42EECEAB239E79DA797ECB1087EA721AB0ED00D37652131165AEDDDA9FD7DEB6450CF4E3924D0B21FF7F631A32B01992FA37276A61B9E540926C64D95D2CE9554E92134F4B4DC98519DF71D5FE68465E151847D4DA',X'01103131323861633533373033623932363202291A030E4E4359F760436EB653DBD5D2E92BE80F7475406118A2BC87D2DABF4D57F9F7F848486F275916A4EDCE8A183BF0235F6DCE6360AA3E53983ADAA2B9B583093FFB24291F1DD7332B52C023B2585AABF40172DAEA9275E0C8DDA64FBBFEFDFA486B6EFD5D72BA25506734DEDF3EB23C2132C0E2E6708FAB0D1C006D1DED30513BB88B7D5CA2DCE481B8DA50502253FC03514BCE5DD0A9843DD09D095A893E5512B7F8364B32CAB0502C26C8D99D8761BCD4C2D28581BFBFD55D67AC701F2C92F04AB345EAC594461882A99DE88CBA870927BBFAA68E7A84C8BA13EA0E86DD139A70FDEBE3733A516C30730A4322C45E2A0317B2C20AAF1413B3FFB183632DF3C575100FF616BAABFBDC2F20E2AEBA99DD6F9848B888259FF8C1B82C2F41A60AF5807AAD9FAC08AAA8EA3BAC6AD439679D7C20802764C8FBD1AF039C41C6421CB1C73C80B9D0019F424FD7C96652976B068D06949644380397EE5CCAAE1E427003A95FC9E3AFEE1A4237E41F3AF8D10CDE9E1128C233A21B051CB6FCDC8AA77FB28379E4601CFD3575438F8251F76AFFE75408802F599C3EC8C019D7C797FCF793E204E482F0E7CB20C531CCE7610710088FA655EE29384CC4E4CE1DC885742DCCEE8D085E8839FB41075EBE05E77DE3DA2697A501CE359D78B27410571488A784C6608692F766DC9CF5D4080A41F4CE9E7BA826F8755C431CFBB88895000DDA5064C07506AEE354276F46BA90D7BA9822029F5C7A4FD195BE1ADA2DA33DEF9FCDF9C36DF1BB0717C4E33E4ACC404521CB787B1D397CF0AEBC0F5A6965C43BF0A462E27C36FAAC4FE7156FC06EE9C2F20E6C09D342DD822B2D9AF64F44F0BCB884AB944053F4FD9DBCADE8EF293635ED60C567377A9C601EB571E473A1DF5E9692919FEC421789FBD9A1C25D44FC3FD4CA12F49A7F9C21186CEE88B039DBB1DDC66C42EBE5BEC0197700E3D4568D8F50FFA9FFC832EDC2CB446E5194852682519892C83C84A2341D4DAC5D68AA821F476FEF4F5C8ABBA4A1B363495262AC8201725517420612DECF41EF40FC21BE7DC94A281F52BC0B032C43BCAEED1E5DC925925D4A0164C03FEC2535B34F4D4A8DB69B37594E85B72FDA6D0647ECC40F6E597388DC9175CF6735A667F031C148F44C64D8A5605D1FB1765EA11EF390E9516E54B7D8DBAB58DB9ABCE0DF0EDB58D89DB92A3D510E3E02A6A8CAC2F1E045379926CCF6EEF076E80BF2B952085D03A14790C10C780AB52DE61D1251FE136E35C3EB71D986860DE77C8305FB1633A6BCC2E5E49A971A94859CFA2AA614CF72C1C109F4ABE9067F37D445E975B4A131D0FF7CE39E4E6D4810A5F3D3F4F57C22EFF535025B890873416DDC3DB33635AD3AE23D64913DB189ECA09579E0DAADBA2DB81CE4A654C0287889010C1642FF1895829F45113C8CD265BE8C664654FD69141695964EF711E9FE0ACA4F8CD3092F82CBDA54D5031CF1C54554C1EAFBA966FEBEC5C5BF00CAA5D9DCB527FFBA33AADF3EFCA43F0584451096635C7C09FA864E66EE41274D71E0DAAD5411B4A64DAB184BC836917ECE3637962AEFA569BAC94B6D624F7BFE711CB36FA87C2A3D70FED6A126BA0BDD242611A0503C7EB5015FF4E69E74F3F51975DA50D8CEBE7D5EB81087A46FDFB3398F5306BB7D212714E8AE5E717E1059532747369E955F714086525408671B3811D1E53B62996254FB8D918FBDA24ADB4D4FC6B37619CF0DD7BBB9926070D1468785D9C050FB','2026-11-24 20:35:43.242638','2026-11-24 20:35:43.242633',NULL,NULL,'');
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
INSERT INTO "tenants" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','Contoso','contoso','CIAM','2026-11-24 20:35:43.217418','{"contacts":{"technical":[],"marketing":[],"security_mails":[],"security_phones":[],"privacy_email":null,"privacy_statement_url":null},"app_management":{"is_enabled":false,"application_restrictions":{"password_credentials":[],"key_credentials":[]},"service_principal_restrictions":{"password_credentials":[],"key_credentials":[]}}}');
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
	revoked_at DATETIME, 
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
INSERT INTO "users" VALUES('1b47f33b-cb58-490b-9a82-3cf6dd258a91','fb1d42c8-e248-4f38-8bb4-ecb27199538f','admin@contoso.onmicrosoft.com','admin@contoso.onmicrosoft.com','Administrator','2026-11-24 20:35:43.714175','$argon2id$v=19$m=19456,t=2,p=1$/s4cl/aVW24QObjbeSM2Pw$M8+Fvx6T9JG0b/zaUZI6HWUz3CPVJCQYWhv0ixPI8SQ',1,0,0,'2026-11-24 20:35:43.834311',NULL,NULL,'{}');
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
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('directory_changes',2);
COMMIT;
