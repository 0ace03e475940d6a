BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0008');
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
INSERT INTO "app_role_assignments" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','6ZtNaFU_RDlOOsnEO9P43adrPQKoFbF4DAhJt4kbJ8o','5e87708c-ed7c-4ca5-a491-351223dde825','0353027e-d265-46eb-aa31-7253e23bd98c','29e174e7-b9f3-44d2-9070-327caa4abe04','ServicePrincipal','2026-11-24 17:12:01.185638');
INSERT INTO "app_role_assignments" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','Bjeqs6D4HfflZqJLyPQRM3hq4tg1hYvgowhoF-R3LE8','5e87708c-ed7c-4ca5-a491-351223dde825','0353027e-d265-46eb-aa31-7253e23bd98c','f43e467f-a270-47cc-bbfa-5e7fd7b53a2d','ServicePrincipal','2026-11-24 17:12:01.188145');
INSERT INTO "app_role_assignments" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','WS_jf7GWxfrPg1QxohNB6pe_pzjuUrb-otaEMyNg-1o','ad79f17d-a809-47de-aba8-94e791d3f83d','99c2b633-b58f-4d5c-b18b-612af05a7c81','1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9','ServicePrincipal','2026-11-24 17:12:01.217719');
INSERT INTO "app_role_assignments" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','OYzH5rX0oLo8G0PvDQ330dR1fR7phKof0tyQqhDp1dQ','ad79f17d-a809-47de-aba8-94e791d3f83d','99c2b633-b58f-4d5c-b18b-612af05a7c81','06b708a9-e830-4db3-a914-8e69da51d44f','ServicePrincipal','2026-11-24 17:12:01.219877');
INSERT INTO "app_role_assignments" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','blU4KN03dhrlVJRP6oIU4Y3pmD97Rhozj_tf96Bm0QY','ad79f17d-a809-47de-aba8-94e791d3f83d','99c2b633-b58f-4d5c-b18b-612af05a7c81','8e8e4742-1d95-4f68-9d56-6ee75648c72a','ServicePrincipal','2026-11-24 17:12:01.221612');
INSERT INTO "app_role_assignments" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','mDGKgqH7fMyDwbshX8OgvjGYc1JodwB0tPZS9QpfN7I','ad79f17d-a809-47de-aba8-94e791d3f83d','99c2b633-b58f-4d5c-b18b-612af05a7c81','7ab1d382-f21e-4acd-a863-ba3e13f7da61','ServicePrincipal','2026-11-24 17:12:01.223023');
INSERT INTO "app_role_assignments" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','x1mF0JZn_B_Qj6sKvVQTwebfi2MRPiYp7e2-XBHurqw','ad79f17d-a809-47de-aba8-94e791d3f83d','99c2b633-b58f-4d5c-b18b-612af05a7c81','9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8','ServicePrincipal','2026-11-24 17:12:01.224397');
INSERT INTO "app_role_assignments" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','NXAvSjrqcE6FnULY0h3QRtSlF85NkKOOXnb6EYFMyKQ','ad79f17d-a809-47de-aba8-94e791d3f83d','99c2b633-b58f-4d5c-b18b-612af05a7c81','498476ce-e0fe-48b0-b801-37ba7e2685c6','ServicePrincipal','2026-11-24 17:12:01.225780');
INSERT INTO "app_role_assignments" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','f8GQHqUU43b9In0zVR9ADiCZxR303K4R-4KX28vGsGw','ad79f17d-a809-47de-aba8-94e791d3f83d','99c2b633-b58f-4d5c-b18b-612af05a7c81','dbb9058a-0e50-45d7-ae91-66909b5d4664','ServicePrincipal','2026-11-24 17:12:01.227217');
INSERT INTO "app_role_assignments" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','_si-gCinJ2nMUURi48UbTyO03Tz9qotmD20s-q4ZR0c','ad79f17d-a809-47de-aba8-94e791d3f83d','99c2b633-b58f-4d5c-b18b-612af05a7c81','be74164b-cff1-491c-8741-e671cb536e13','ServicePrincipal','2026-11-24 17:12:01.228626');
INSERT INTO "app_role_assignments" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','RWb51f5a78IXowxZWejGllD8ZJI9_Mz7WhelHHBYCkE','ad79f17d-a809-47de-aba8-94e791d3f83d','99c2b633-b58f-4d5c-b18b-612af05a7c81','b0afded3-3588-46d8-8b3d-9842eff778da','ServicePrincipal','2026-11-24 17:12:01.230130');
CREATE TABLE application_words (
	tenant_id TEXT NOT NULL, 
	property TEXT NOT NULL, 
	word TEXT NOT NULL, 
	app_id TEXT NOT NULL, 
	CONSTRAINT pk_application_words PRIMARY KEY (tenant_id, property, word, app_id), 
	CONSTRAINT fk_application_words_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id)
);
INSERT INTO "application_words" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','displayname','graph','00000003-0000-0000-c000-000000000000');
INSERT INTO "application_words" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','displayname','microsoft','00000003-0000-0000-c000-000000000000');
INSERT INTO "application_words" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','displayname','api','4dee9d94-ce06-440f-a0e5-532165b774bc');
INSERT INTO "application_words" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','displayname','ciam','4dee9d94-ce06-440f-a0e5-532165b774bc');
INSERT INTO "application_words" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','displayname','todolist','4dee9d94-ce06-440f-a0e5-532165b774bc');
INSERT INTO "application_words" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','displayname','app','d1a9962a-72bc-4b9f-a86c-77df8a620f9c');
INSERT INTO "application_words" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','displayname','ciam','d1a9962a-72bc-4b9f-a86c-77df8a620f9c');
INSERT INTO "application_words" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','displayname','client','d1a9962a-72bc-4b9f-a86c-77df8a620f9c');
INSERT INTO "application_words" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','displayname','daemonry','7989c997-960c-4a8a-85c8-ddd5d24c5dbd');
INSERT INTO "application_words" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','displayname','management','7989c997-960c-4a8a-85c8-ddd5d24c5dbd');
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
INSERT INTO "applications" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','cd2fc4ef-6dc5-4e6a-b2f1-cf0d70b5a111','4dee9d94-ce06-440f-a0e5-532165b774bc','ciam-ToDoList-api','ciam-todolist-api',NULL,NULL,'2026-11-24 17:12:01.125090',NULL,'{"sign_in_audience":"AzureADMyOrg","description":null,"notes":null,"publisher_domain":"contoso.onmicrosoft.com","identifier_uris":["api://4dee9d94-ce06-440f-a0e5-532165b774bc"],"app_roles":[{"role_id":"29e174e7-b9f3-44d2-9070-327caa4abe04","value":"ToDoList.Read.All","display_name":"ToDoList.Read.All","description":"Allow the app to read every user''s to-do list","allowed_member_types":["Application"],"is_enabled":true},{"role_id":"f43e467f-a270-47cc-bbfa-5e7fd7b53a2d","value":"ToDoList.ReadWrite.All","display_name":"ToDoList.ReadWrite.All","description":"Allow the app to read and write every user''s to-do list","allowed_member_types":["Application"],"is_enabled":true}],"required_resource_access":[],"key_credentials":[],"trusted_subjects":[],"federated_identity_credentials":[],"token_settings":{"assertion_profile":"entra","certificate_only":false,"access_token_profile":"entra","signing_algorithm":"RS256","sender_constraint":"none","allow_resource_parameter":false,"allow_role_subset":false,"allow_introspection":false,"allow_revocation":false,"continuous_access_evaluation":false},"optional_claims":{"id_token":[],"access_token":[{"name":"idtyp","source":null,"essential":false,"additional_properties":[]}],"saml2_token":[]},"api":{"requested_access_token_version":2,"accept_mapped_claims":null,"known_client_applications":[],"oauth2_permission_scopes":[{"scope_id":"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a21","value":"ToDoList.Read","type":"User","admin_consent_display_name":"Read to-do lists of people","admin_consent_description":"Lets the application read what people have to do.","user_consent_display_name":"Read your to-do list","user_consent_description":"Lets the application read what you have to do.","is_enabled":true},{"scope_id":"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a22","value":"ToDoList.ReadWrite","type":"User","admin_consent_display_name":"Read and change to-do lists of people","admin_consent_description":"Lets the application read and change what people have to do.","user_consent_display_name":"Read and change your to-do list","user_consent_description":"Lets the application read and change what you have to do.","is_enabled":true}],"pre_authorized_applications":[]},"web":{"home_page_url":null,"logout_url":null,"redirect_uris":[],"enable_access_token_issuance":false,"enable_id_token_issuance":false},"info":{"marketing_url":null,"privacy_statement_url":null,"support_url":null,"terms_of_service_url":null},"spa_redirect_uris":[],"public_client_redirect_uris":[],"is_fallback_public_client":null,"is_device_only_auth_supported":null,"group_membership_claims":null,"service_management_reference":null,"tags":[],"is_disabled":null,"oauth2_require_post_response":false,"created_by_app_id":null}');
INSERT INTO "applications" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','dd937d99-2420-4072-950e-3932ec2ee6a6','d1a9962a-72bc-4b9f-a86c-77df8a620f9c','ciam-client-app','ciam-client-app',NULL,NULL,'2026-11-24 17:12:01.155146',NULL,'{"sign_in_audience":"AzureADMyOrg","description":null,"notes":null,"publisher_domain":"contoso.onmicrosoft.com","identifier_uris":[],"app_roles":[],"required_resource_access":[{"resource_app_id":"4dee9d94-ce06-440f-a0e5-532165b774bc","resource_access":[{"permission_id":"29e174e7-b9f3-44d2-9070-327caa4abe04","type":"Role"},{"permission_id":"f43e467f-a270-47cc-bbfa-5e7fd7b53a2d","type":"Role"}]}],"key_credentials":[],"trusted_subjects":[],"federated_identity_credentials":[],"token_settings":{"assertion_profile":"entra","certificate_only":false,"access_token_profile":"entra","signing_algorithm":"RS256","sender_constraint":"none","allow_resource_parameter":false,"allow_role_subset":false,"allow_introspection":false,"allow_revocation":false,"continuous_access_evaluation":false},"optional_claims":null,"api":{"requested_access_token_version":null,"accept_mapped_claims":null,"known_client_applications":[],"oauth2_permission_scopes":[],"pre_authorized_applications":[]},"web":{"home_page_url":null,"logout_url":null,"redirect_uris":[],"enable_access_token_issuance":false,"enable_id_token_issuance":false},"info":{"marketing_url":null,"privacy_statement_url":null,"support_url":null,"terms_of_service_url":null},"spa_redirect_uris":[],"public_client_redirect_uris":[],"is_fallback_public_client":null,"is_device_only_auth_supported":null,"group_membership_claims":null,"service_management_reference":null,"tags":[],"is_disabled":null,"oauth2_require_post_response":false,"created_by_app_id":null}');
INSERT INTO "applications" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','404ceddc-dacd-4edb-8707-f71c4972c5fa','7989c997-960c-4a8a-85c8-ddd5d24c5dbd','daemonry-management','daemonry-management',NULL,NULL,'2026-11-24 17:12:01.190832',NULL,'{"sign_in_audience":"AzureADMyOrg","description":null,"notes":null,"publisher_domain":"contoso.onmicrosoft.com","identifier_uris":[],"app_roles":[],"required_resource_access":[{"resource_app_id":"00000003-0000-0000-c000-000000000000","resource_access":[{"permission_id":"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9","type":"Role"},{"permission_id":"06b708a9-e830-4db3-a914-8e69da51d44f","type":"Role"},{"permission_id":"8e8e4742-1d95-4f68-9d56-6ee75648c72a","type":"Role"},{"permission_id":"7ab1d382-f21e-4acd-a863-ba3e13f7da61","type":"Role"},{"permission_id":"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8","type":"Role"},{"permission_id":"498476ce-e0fe-48b0-b801-37ba7e2685c6","type":"Role"},{"permission_id":"dbb9058a-0e50-45d7-ae91-66909b5d4664","type":"Role"},{"permission_id":"be74164b-cff1-491c-8741-e671cb536e13","type":"Role"},{"permission_id":"b0afded3-3588-46d8-8b3d-9842eff778da","type":"Role"}]}],"key_credentials":[],"trusted_subjects":[],"federated_identity_credentials":[],"token_settings":{"assertion_profile":"entra","certificate_only":false,"access_token_profile":"entra","signing_algorithm":"RS256","sender_constraint":"none","allow_resource_parameter":false,"allow_role_subset":false,"allow_introspection":false,"allow_revocation":false,"continuous_access_evaluation":false},"optional_claims":null,"api":{"requested_access_token_version":null,"accept_mapped_claims":null,"known_client_applications":[],"oauth2_permission_scopes":[],"pre_authorized_applications":[]},"web":{"home_page_url":null,"logout_url":null,"redirect_uris":[],"enable_access_token_issuance":false,"enable_id_token_issuance":false},"info":{"marketing_url":null,"privacy_statement_url":null,"support_url":null,"terms_of_service_url":null},"spa_redirect_uris":[],"public_client_redirect_uris":[],"is_fallback_public_client":null,"is_device_only_auth_supported":null,"group_membership_claims":null,"service_management_reference":null,"tags":[],"is_disabled":null,"oauth2_require_post_response":false,"created_by_app_id":null}');
CREATE TABLE audit_events (
	tenant_id TEXT NOT NULL, 
	event_id TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_audit_events PRIMARY KEY (tenant_id, event_id)
);
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','33d45645-cf80-40da-a4aa-7f307c777f19','2026-11-24 17:12:00.932966','{"activity":"Create tenant","category":"DirectoryManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"1e91907f-abac-400a-9d35-7dcea54f13a9","display_name":"Contoso","type":"Organization","modified":[{"name":"displayName","old_value":null,"new_value":"\"Contoso\""},{"name":"subdomain","old_value":null,"new_value":"\"contoso\""},{"name":"domains","old_value":null,"new_value":"[{\"name\":\"contoso.onmicrosoft.com\",\"isInitial\":true,\"isDefault\":true,\"isVerified\":true,\"verification\":\"\"}]"},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T17:12:00.917939Z\""},{"name":"tenantType","old_value":null,"new_value":"\"CIAM\""},{"name":"contacts","old_value":null,"new_value":"{\"technical\":[],\"marketing\":[],\"securityMails\":[],\"securityPhones\":[],\"privacyEmail\":null,\"privacyStatementUrl\":null}"},{"name":"appManagement","old_value":null,"new_value":"{\"isEnabled\":false,\"applicationRestrictions\":{\"passwordCredentials\":[],\"keyCredentials\":[]},\"servicePrincipalRestrictions\":{\"passwordCredentials\":[],\"keyCredentials\":[]}}"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','70a68f2a-07b8-45bc-90e9-6756cc321301','2026-11-24 17:12:01.048378','{"activity":"Add token signing key","category":"DirectoryManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"5MAgSBfF1UbVPFd6KUOHLVQNhno","display_name":"5MAgSBfF1UbVPFd6KUOHLVQNhno","type":"SigningKey","modified":[{"name":"algorithm","old_value":null,"new_value":"\"RS256\""},{"name":"appId","old_value":null,"new_value":"\"\""},{"name":"activeFrom","old_value":null,"new_value":"\"2026-11-24T17:12:00.937947Z\""}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','ee48cf65-2c09-4879-9017-71c067c76626','2026-11-24 17:12:01.073536','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"99c2b633-b58f-4d5c-b18b-612af05a7c81","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"00000003-0000-0000-c000-000000000000\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T17:12:01.051906Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','6f3f76a6-6465-418a-85d4-6006d3f8a60f','2026-11-24 17:12:01.117589','{"activity":"Add user","category":"UserManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"c2c8fc61-545f-42e4-9d9f-c2aeb6a30daf","display_name":"Administrator","type":"User","modified":[{"name":"userPrincipalName","old_value":null,"new_value":"\"admin@contoso.onmicrosoft.com\""},{"name":"displayName","old_value":null,"new_value":"\"Administrator\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T17:12:01.080979Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"mustChangePassword","old_value":null,"new_value":"false"},{"name":"passwordChangedAt","old_value":null,"new_value":"\"2026-11-24T17:12:01.115043Z\""},{"name":"isFactorRequired","old_value":null,"new_value":"false"},{"name":"details","old_value":null,"new_value":"{}"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','5f579466-feed-4f80-9ae8-b65548ce8aad','2026-11-24 17:12:01.123926','{"activity":"Add member to role","category":"RoleManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"c2c8fc61-545f-42e4-9d9f-c2aeb6a30daf","display_name":"Administrator","type":"User","modified":[{"name":"Role.DisplayName","old_value":null,"new_value":"\"Global Administrator\""}]}],"result":"success","reason":"","details":{"severity":"high"}}');
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','c9f30b1c-e5b4-4d33-be43-c3c933c548f4','2026-11-24 17:12:01.131587','{"activity":"Add application","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"cd2fc4ef-6dc5-4e6a-b2f1-cf0d70b5a111","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"appId","old_value":null,"new_value":"\"4dee9d94-ce06-440f-a0e5-532165b774bc\""},{"name":"displayName","old_value":null,"new_value":"\"ciam-ToDoList-api\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T17:12:01.125090Z\""},{"name":"signInAudience","old_value":null,"new_value":"\"AzureADMyOrg\""},{"name":"publisherDomain","old_value":null,"new_value":"\"contoso.onmicrosoft.com\""},{"name":"tokenSettings","old_value":null,"new_value":"{\"assertionProfile\":\"entra\",\"certificateOnly\":false,\"accessTokenProfile\":\"entra\",\"signingAlgorithm\":\"RS256\",\"senderConstraint\":\"none\",\"allowResourceParameter\":false,\"allowRoleSubset\":false,\"allowIntrospection\":false,\"allowRevocation\":false,\"continuousAccessEvaluation\":false}"},{"name":"optionalClaims","old_value":null,"new_value":"{\"idToken\":[],\"accessToken\":[{\"name\":\"idtyp\",\"source\":null,\"essential\":false,\"additionalProperties\":[]}],\"saml2Token\":[]}"},{"name":"api","old_value":null,"new_value":"{\"requestedAccessTokenVersion\":2,\"acceptMappedClaims\":null,\"knownClientApplications\":[],\"oauth2PermissionScopes\":[{\"id\":\"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a21\",\"value\":\"ToDoList.Read\",\"type\":\"User\",\"adminConsentDisplayName\":\"Read to-do lists of people\",\"adminConsentDescription\":\"Lets the application read what people have to do.\",\"userConsentDisplayName\":\"Read your to-do list\",\"userConsentDescription\":\"Lets the application read what you have to do.\",\"isEnabled\":true},{\"id\":\"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a22\",\"value\":\"ToDoList.ReadWrite\",\"type\":\"User\",\"adminConsentDisplayName\":\"Read and change to-do lists of people\",\"adminConsentDescription\":\"Lets the application read and change what people have to do.\",\"userConsentDisplayName\":\"Read and change your to-do list\",\"userConsentDescription\":\"Lets the application read and change what you have to do.\",\"isEnabled\":true}],\"preAuthorizedApplications\":[]}"},{"name":"web","old_value":null,"new_value":"{\"homePageUrl\":null,\"logoutUrl\":null,\"redirectUris\":[],\"enableAccessTokenIssuance\":false,\"enableIdTokenIssuance\":false}"},{"name":"info","old_value":null,"new_value":"{\"marketingUrl\":null,\"privacyStatementUrl\":null,\"supportUrl\":null,\"termsOfServiceUrl\":null}"},{"name":"oauth2RequirePostResponse","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','e6f03d80-9656-48bf-a45c-5054f7b22369','2026-11-24 17:12:01.137665','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"cd2fc4ef-6dc5-4e6a-b2f1-cf0d70b5a111","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"identifierUris","old_value":"[]","new_value":"[\"api://4dee9d94-ce06-440f-a0e5-532165b774bc\"]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','cf39137a-2315-451d-acb6-b756e3d1f3fa','2026-11-24 17:12:01.143154','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"cd2fc4ef-6dc5-4e6a-b2f1-cf0d70b5a111","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"appRoles","old_value":"[]","new_value":"[{\"id\":\"29e174e7-b9f3-44d2-9070-327caa4abe04\",\"value\":\"ToDoList.Read.All\",\"displayName\":\"ToDoList.Read.All\",\"description\":\"Allow the app to read every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','0d1d29c5-4997-42c7-b536-17e8407475ae','2026-11-24 17:12:01.148501','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"cd2fc4ef-6dc5-4e6a-b2f1-cf0d70b5a111","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"appRoles","old_value":"[{\"id\":\"29e174e7-b9f3-44d2-9070-327caa4abe04\",\"value\":\"ToDoList.Read.All\",\"displayName\":\"ToDoList.Read.All\",\"description\":\"Allow the app to read every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]","new_value":"[{\"id\":\"29e174e7-b9f3-44d2-9070-327caa4abe04\",\"value\":\"ToDoList.Read.All\",\"displayName\":\"ToDoList.Read.All\",\"description\":\"Allow the app to read every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true},{\"id\":\"f43e467f-a270-47cc-bbfa-5e7fd7b53a2d\",\"value\":\"ToDoList.ReadWrite.All\",\"displayName\":\"ToDoList.ReadWrite.All\",\"description\":\"Allow the app to read and write every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','1a558353-a82b-493d-8557-a0cf84d70a38','2026-11-24 17:12:01.153955','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"0353027e-d265-46eb-aa31-7253e23bd98c","display_name":"ciam-ToDoList-api","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"4dee9d94-ce06-440f-a0e5-532165b774bc\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T17:12:01.153050Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','4c0349be-b5c7-4b27-b97a-69b001a6f5ae','2026-11-24 17:12:01.158846','{"activity":"Add application","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"dd937d99-2420-4072-950e-3932ec2ee6a6","display_name":"ciam-client-app","type":"Application","modified":[{"name":"appId","old_value":null,"new_value":"\"d1a9962a-72bc-4b9f-a86c-77df8a620f9c\""},{"name":"displayName","old_value":null,"new_value":"\"ciam-client-app\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T17:12:01.155146Z\""},{"name":"signInAudience","old_value":null,"new_value":"\"AzureADMyOrg\""},{"name":"publisherDomain","old_value":null,"new_value":"\"contoso.onmicrosoft.com\""},{"name":"tokenSettings","old_value":null,"new_value":"{\"assertionProfile\":\"entra\",\"certificateOnly\":false,\"accessTokenProfile\":\"entra\",\"signingAlgorithm\":\"RS256\",\"senderConstraint\":\"none\",\"allowResourceParameter\":false,\"allowRoleSubset\":false,\"allowIntrospection\":false,\"allowRevocation\":false,\"continuousAccessEvaluation\":false}"},{"name":"api","old_value":null,"new_value":"{\"requestedAccessTokenVersion\":null,\"acceptMappedClaims\":null,\"knownClientApplications\":[],\"oauth2PermissionScopes\":[],\"preAuthorizedApplications\":[]}"},{"name":"web","old_value":null,"new_value":"{\"homePageUrl\":null,\"logoutUrl\":null,\"redirectUris\":[],\"enableAccessTokenIssuance\":false,\"enableIdTokenIssuance\":false}"},{"name":"info","old_value":null,"new_value":"{\"marketingUrl\":null,\"privacyStatementUrl\":null,\"supportUrl\":null,\"termsOfServiceUrl\":null}"},{"name":"oauth2RequirePostResponse","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','41768ea1-c019-435d-a16c-7e22667e44c5','2026-11-24 17:12:01.162666','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"5e87708c-ed7c-4ca5-a491-351223dde825","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"d1a9962a-72bc-4b9f-a86c-77df8a620f9c\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T17:12:01.161784Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','fdaf0ca7-6228-4e23-8c9f-7c5e1334c487','2026-11-24 17:12:01.173438','{"activity":"Update application - Certificates and secrets management","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"dd937d99-2420-4072-950e-3932ec2ee6a6","display_name":"ciam-client-app","type":"Application","modified":[{"name":"passwordCredentials","old_value":"[]","new_value":"[{\"keyId\":\"11dca16f-0a04-4ca4-a147-58627e2a5d32\",\"displayName\":\"tutorial\",\"startDateTime\":\"2026-11-24T17:12:01Z\",\"endDateTime\":\"2028-11-24T17:12:01Z\",\"hint\":\"jn0\"}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','b3fc7cfd-757a-4e44-87a1-8c08c5947ab7','2026-11-24 17:12:01.179824','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"dd937d99-2420-4072-950e-3932ec2ee6a6","display_name":"ciam-client-app","type":"Application","modified":[{"name":"requiredResourceAccess","old_value":"[]","new_value":"[{\"resourceAppId\":\"4dee9d94-ce06-440f-a0e5-532165b774bc\",\"resourceAccess\":[{\"id\":\"29e174e7-b9f3-44d2-9070-327caa4abe04\",\"type\":\"Role\"},{\"id\":\"f43e467f-a270-47cc-bbfa-5e7fd7b53a2d\",\"type\":\"Role\"}]}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','50e22979-b97f-47a4-8eea-90b008194855','2026-11-24 17:12:01.187440','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"0353027e-d265-46eb-aa31-7253e23bd98c","display_name":"ciam-ToDoList-api","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"29e174e7-b9f3-44d2-9070-327caa4abe04\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"ToDoList.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"ToDoList.Read.All\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"5e87708c-ed7c-4ca5-a491-351223dde825\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"ciam-client-app\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"d1a9962a-72bc-4b9f-a86c-77df8a620f9c\""}]},{"object_id":"5e87708c-ed7c-4ca5-a491-351223dde825","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','018d0b0f-3bd0-4dcf-98ce-c970434df5bb','2026-11-24 17:12:01.189242','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"0353027e-d265-46eb-aa31-7253e23bd98c","display_name":"ciam-ToDoList-api","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"f43e467f-a270-47cc-bbfa-5e7fd7b53a2d\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"ToDoList.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"ToDoList.ReadWrite.All\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"5e87708c-ed7c-4ca5-a491-351223dde825\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"ciam-client-app\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"d1a9962a-72bc-4b9f-a86c-77df8a620f9c\""}]},{"object_id":"5e87708c-ed7c-4ca5-a491-351223dde825","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','cd35d64b-ce26-4e04-9aa9-10c91e2c490b','2026-11-24 17:12:01.189730','{"activity":"Consent to application","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"5e87708c-ed7c-4ca5-a491-351223dde825","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[{"name":"ConsentAction.Permissions","old_value":null,"new_value":"[\"4dee9d94-ce06-440f-a0e5-532165b774bc: ToDoList.Read.All, ToDoList.ReadWrite.All\"]"}]}],"result":"success","reason":"","details":{"isAdminConsent":"true"}}');
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','1f116057-7afd-44f2-9532-2e2d7ee271f6','2026-11-24 17:12:01.193822','{"activity":"Add application","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"404ceddc-dacd-4edb-8707-f71c4972c5fa","display_name":"daemonry-management","type":"Application","modified":[{"name":"appId","old_value":null,"new_value":"\"7989c997-960c-4a8a-85c8-ddd5d24c5dbd\""},{"name":"displayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T17:12:01.190832Z\""},{"name":"signInAudience","old_value":null,"new_value":"\"AzureADMyOrg\""},{"name":"publisherDomain","old_value":null,"new_value":"\"contoso.onmicrosoft.com\""},{"name":"tokenSettings","old_value":null,"new_value":"{\"assertionProfile\":\"entra\",\"certificateOnly\":false,\"accessTokenProfile\":\"entra\",\"signingAlgorithm\":\"RS256\",\"senderConstraint\":\"none\",\"allowResourceParameter\":false,\"allowRoleSubset\":false,\"allowIntrospection\":false,\"allowRevocation\":false,\"continuousAccessEvaluation\":false}"},{"name":"api","old_value":null,"new_value":"{\"requestedAccessTokenVersion\":null,\"acceptMappedClaims\":null,\"knownClientApplications\":[],\"oauth2PermissionScopes\":[],\"preAuthorizedApplications\":[]}"},{"name":"web","old_value":null,"new_value":"{\"homePageUrl\":null,\"logoutUrl\":null,\"redirectUris\":[],\"enableAccessTokenIssuance\":false,\"enableIdTokenIssuance\":false}"},{"name":"info","old_value":null,"new_value":"{\"marketingUrl\":null,\"privacyStatementUrl\":null,\"supportUrl\":null,\"termsOfServiceUrl\":null}"},{"name":"oauth2RequirePostResponse","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','ffe236e5-c951-4164-b0c5-66db09a1a394','2026-11-24 17:12:01.197705','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"ad79f17d-a809-47de-aba8-94e791d3f83d","display_name":"daemonry-management","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"7989c997-960c-4a8a-85c8-ddd5d24c5dbd\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T17:12:01.196697Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','87763e14-c0a8-4417-897a-593ba60ce39b','2026-11-24 17:12:01.206094','{"activity":"Update application - Certificates and secrets management","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"404ceddc-dacd-4edb-8707-f71c4972c5fa","display_name":"daemonry-management","type":"Application","modified":[{"name":"passwordCredentials","old_value":"[]","new_value":"[{\"keyId\":\"0202ef41-020a-47be-b5f8-47346b4a5209\",\"displayName\":\"tutorial\",\"startDateTime\":\"2026-11-24T17:12:01Z\",\"endDateTime\":\"2028-11-24T17:12:01Z\",\"hint\":\"oU0\"}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','f67efccd-02be-496b-a018-988e5e537199','2026-11-24 17:12:01.212010','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"404ceddc-dacd-4edb-8707-f71c4972c5fa","display_name":"daemonry-management","type":"Application","modified":[{"name":"requiredResourceAccess","old_value":"[]","new_value":"[{\"resourceAppId\":\"00000003-0000-0000-c000-000000000000\",\"resourceAccess\":[{\"id\":\"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9\",\"type\":\"Role\"},{\"id\":\"06b708a9-e830-4db3-a914-8e69da51d44f\",\"type\":\"Role\"},{\"id\":\"8e8e4742-1d95-4f68-9d56-6ee75648c72a\",\"type\":\"Role\"},{\"id\":\"7ab1d382-f21e-4acd-a863-ba3e13f7da61\",\"type\":\"Role\"},{\"id\":\"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8\",\"type\":\"Role\"},{\"id\":\"498476ce-e0fe-48b0-b801-37ba7e2685c6\",\"type\":\"Role\"},{\"id\":\"dbb9058a-0e50-45d7-ae91-66909b5d4664\",\"type\":\"Role\"},{\"id\":\"be74164b-cff1-491c-8741-e671cb536e13\",\"type\":\"Role\"},{\"id\":\"b0afded3-3588-46d8-8b3d-9842eff778da\",\"type\":\"Role\"}]}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','efe38f53-a672-4a56-87d8-743aac437906','2026-11-24 17:12:01.219162','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"99c2b633-b58f-4d5c-b18b-612af05a7c81","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Application.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read and write all applications\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"ad79f17d-a809-47de-aba8-94e791d3f83d\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"7989c997-960c-4a8a-85c8-ddd5d24c5dbd\""}]},{"object_id":"ad79f17d-a809-47de-aba8-94e791d3f83d","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{"severity":"high","takeoverPermissions":"Application.ReadWrite.All"}}');
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','4c6f0c1c-052a-43bc-ae4b-219692c227a5','2026-11-24 17:12:01.221133','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"99c2b633-b58f-4d5c-b18b-612af05a7c81","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"06b708a9-e830-4db3-a914-8e69da51d44f\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"AppRoleAssignment.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage app role assignments and grant admin consent\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"ad79f17d-a809-47de-aba8-94e791d3f83d\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"7989c997-960c-4a8a-85c8-ddd5d24c5dbd\""}]},{"object_id":"ad79f17d-a809-47de-aba8-94e791d3f83d","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{"severity":"high","takeoverPermissions":"AppRoleAssignment.ReadWrite.All"}}');
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','e4013478-85f1-47d7-8d78-d7c1ff57037c','2026-11-24 17:12:01.222589','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"99c2b633-b58f-4d5c-b18b-612af05a7c81","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"8e8e4742-1d95-4f68-9d56-6ee75648c72a\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"DelegatedPermissionGrant.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage delegated permission grants\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"ad79f17d-a809-47de-aba8-94e791d3f83d\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"7989c997-960c-4a8a-85c8-ddd5d24c5dbd\""}]},{"object_id":"ad79f17d-a809-47de-aba8-94e791d3f83d","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','6a161490-75da-4b21-b7a4-d8099d511c0c','2026-11-24 17:12:01.223967','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"99c2b633-b58f-4d5c-b18b-612af05a7c81","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"7ab1d382-f21e-4acd-a863-ba3e13f7da61\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Directory.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read directory data\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"ad79f17d-a809-47de-aba8-94e791d3f83d\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"7989c997-960c-4a8a-85c8-ddd5d24c5dbd\""}]},{"object_id":"ad79f17d-a809-47de-aba8-94e791d3f83d","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','0d8762f4-cafe-44ac-bfd4-37590fa2c3a8','2026-11-24 17:12:01.225356','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"99c2b633-b58f-4d5c-b18b-612af05a7c81","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"RoleManagement.ReadWrite.Directory\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage directory roles and their assignments\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"ad79f17d-a809-47de-aba8-94e791d3f83d\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"7989c997-960c-4a8a-85c8-ddd5d24c5dbd\""}]},{"object_id":"ad79f17d-a809-47de-aba8-94e791d3f83d","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{"severity":"high","takeoverPermissions":"RoleManagement.ReadWrite.Directory"}}');
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','27ebb1de-a1e6-4cd2-9da6-67471a6b75f3','2026-11-24 17:12:01.226691','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"99c2b633-b58f-4d5c-b18b-612af05a7c81","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"498476ce-e0fe-48b0-b801-37ba7e2685c6\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Organization.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read the organization\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"ad79f17d-a809-47de-aba8-94e791d3f83d\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"7989c997-960c-4a8a-85c8-ddd5d24c5dbd\""}]},{"object_id":"ad79f17d-a809-47de-aba8-94e791d3f83d","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','25e35259-3d8b-422b-a814-f7ab87970f9d','2026-11-24 17:12:01.228136','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"99c2b633-b58f-4d5c-b18b-612af05a7c81","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"dbb9058a-0e50-45d7-ae91-66909b5d4664\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Domain.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read domains\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"ad79f17d-a809-47de-aba8-94e791d3f83d\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"7989c997-960c-4a8a-85c8-ddd5d24c5dbd\""}]},{"object_id":"ad79f17d-a809-47de-aba8-94e791d3f83d","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','d429769a-2998-4be1-8b3f-df6aab06df07','2026-11-24 17:12:01.229626','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"99c2b633-b58f-4d5c-b18b-612af05a7c81","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"be74164b-cff1-491c-8741-e671cb536e13\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Policy.ReadWrite.ApplicationConfiguration\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage application configuration policies\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"ad79f17d-a809-47de-aba8-94e791d3f83d\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"7989c997-960c-4a8a-85c8-ddd5d24c5dbd\""}]},{"object_id":"ad79f17d-a809-47de-aba8-94e791d3f83d","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','08947c75-db6e-4cbb-a06f-c74638cabd93','2026-11-24 17:12:01.231066','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"99c2b633-b58f-4d5c-b18b-612af05a7c81","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"b0afded3-3588-46d8-8b3d-9842eff778da\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"AuditLog.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read audit and sign-in records\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"ad79f17d-a809-47de-aba8-94e791d3f83d\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"7989c997-960c-4a8a-85c8-ddd5d24c5dbd\""}]},{"object_id":"ad79f17d-a809-47de-aba8-94e791d3f83d","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','dac1a299-299e-4856-8757-32b01b0d31ac','2026-11-24 17:12:01.231531','{"activity":"Consent to application","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"ad79f17d-a809-47de-aba8-94e791d3f83d","display_name":"daemonry-management","type":"ServicePrincipal","modified":[{"name":"ConsentAction.Permissions","old_value":null,"new_value":"[\"00000003-0000-0000-c000-000000000000: Application.ReadWrite.All, AppRoleAssignment.ReadWrite.All, DelegatedPermissionGrant.ReadWrite.All, Directory.Read.All, RoleManagement.ReadWrite.Directory, Organization.Read.All, Domain.Read.All, Policy.ReadWrite.ApplicationConfiguration, AuditLog.Read.All\"]"}]}],"result":"success","reason":"","details":{"isAdminConsent":"true","severity":"high"}}');
CREATE TABLE audit_targets (
	tenant_id TEXT NOT NULL, 
	object_id TEXT NOT NULL, 
	event_id TEXT NOT NULL, 
	CONSTRAINT pk_audit_targets PRIMARY KEY (tenant_id, object_id, event_id), 
	CONSTRAINT fk_audit_targets_tenant_id_event_id FOREIGN KEY(tenant_id, event_id) REFERENCES audit_events (tenant_id, event_id) ON DELETE CASCADE
);
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','1e91907f-abac-400a-9d35-7dcea54f13a9','33d45645-cf80-40da-a4aa-7f307c777f19');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','5MAgSBfF1UbVPFd6KUOHLVQNhno','70a68f2a-07b8-45bc-90e9-6756cc321301');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','99c2b633-b58f-4d5c-b18b-612af05a7c81','ee48cf65-2c09-4879-9017-71c067c76626');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','c2c8fc61-545f-42e4-9d9f-c2aeb6a30daf','6f3f76a6-6465-418a-85d4-6006d3f8a60f');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','c2c8fc61-545f-42e4-9d9f-c2aeb6a30daf','5f579466-feed-4f80-9ae8-b65548ce8aad');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','cd2fc4ef-6dc5-4e6a-b2f1-cf0d70b5a111','c9f30b1c-e5b4-4d33-be43-c3c933c548f4');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','cd2fc4ef-6dc5-4e6a-b2f1-cf0d70b5a111','e6f03d80-9656-48bf-a45c-5054f7b22369');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','cd2fc4ef-6dc5-4e6a-b2f1-cf0d70b5a111','cf39137a-2315-451d-acb6-b756e3d1f3fa');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','cd2fc4ef-6dc5-4e6a-b2f1-cf0d70b5a111','0d1d29c5-4997-42c7-b536-17e8407475ae');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','0353027e-d265-46eb-aa31-7253e23bd98c','1a558353-a82b-493d-8557-a0cf84d70a38');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','dd937d99-2420-4072-950e-3932ec2ee6a6','4c0349be-b5c7-4b27-b97a-69b001a6f5ae');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','5e87708c-ed7c-4ca5-a491-351223dde825','41768ea1-c019-435d-a16c-7e22667e44c5');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','dd937d99-2420-4072-950e-3932ec2ee6a6','fdaf0ca7-6228-4e23-8c9f-7c5e1334c487');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','dd937d99-2420-4072-950e-3932ec2ee6a6','b3fc7cfd-757a-4e44-87a1-8c08c5947ab7');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','0353027e-d265-46eb-aa31-7253e23bd98c','50e22979-b97f-47a4-8eea-90b008194855');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','5e87708c-ed7c-4ca5-a491-351223dde825','50e22979-b97f-47a4-8eea-90b008194855');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','0353027e-d265-46eb-aa31-7253e23bd98c','018d0b0f-3bd0-4dcf-98ce-c970434df5bb');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','5e87708c-ed7c-4ca5-a491-351223dde825','018d0b0f-3bd0-4dcf-98ce-c970434df5bb');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','5e87708c-ed7c-4ca5-a491-351223dde825','cd35d64b-ce26-4e04-9aa9-10c91e2c490b');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','404ceddc-dacd-4edb-8707-f71c4972c5fa','1f116057-7afd-44f2-9532-2e2d7ee271f6');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','ad79f17d-a809-47de-aba8-94e791d3f83d','ffe236e5-c951-4164-b0c5-66db09a1a394');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','404ceddc-dacd-4edb-8707-f71c4972c5fa','87763e14-c0a8-4417-897a-593ba60ce39b');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','404ceddc-dacd-4edb-8707-f71c4972c5fa','f67efccd-02be-496b-a018-988e5e537199');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','99c2b633-b58f-4d5c-b18b-612af05a7c81','efe38f53-a672-4a56-87d8-743aac437906');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','ad79f17d-a809-47de-aba8-94e791d3f83d','efe38f53-a672-4a56-87d8-743aac437906');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','99c2b633-b58f-4d5c-b18b-612af05a7c81','4c6f0c1c-052a-43bc-ae4b-219692c227a5');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','ad79f17d-a809-47de-aba8-94e791d3f83d','4c6f0c1c-052a-43bc-ae4b-219692c227a5');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','99c2b633-b58f-4d5c-b18b-612af05a7c81','e4013478-85f1-47d7-8d78-d7c1ff57037c');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','ad79f17d-a809-47de-aba8-94e791d3f83d','e4013478-85f1-47d7-8d78-d7c1ff57037c');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','99c2b633-b58f-4d5c-b18b-612af05a7c81','6a161490-75da-4b21-b7a4-d8099d511c0c');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','ad79f17d-a809-47de-aba8-94e791d3f83d','6a161490-75da-4b21-b7a4-d8099d511c0c');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','99c2b633-b58f-4d5c-b18b-612af05a7c81','0d8762f4-cafe-44ac-bfd4-37590fa2c3a8');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','ad79f17d-a809-47de-aba8-94e791d3f83d','0d8762f4-cafe-44ac-bfd4-37590fa2c3a8');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','99c2b633-b58f-4d5c-b18b-612af05a7c81','27ebb1de-a1e6-4cd2-9da6-67471a6b75f3');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','ad79f17d-a809-47de-aba8-94e791d3f83d','27ebb1de-a1e6-4cd2-9da6-67471a6b75f3');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','99c2b633-b58f-4d5c-b18b-612af05a7c81','25e35259-3d8b-422b-a814-f7ab87970f9d');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','ad79f17d-a809-47de-aba8-94e791d3f83d','25e35259-3d8b-422b-a814-f7ab87970f9d');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','99c2b633-b58f-4d5c-b18b-612af05a7c81','d429769a-2998-4be1-8b3f-df6aab06df07');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','ad79f17d-a809-47de-aba8-94e791d3f83d','d429769a-2998-4be1-8b3f-df6aab06df07');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','99c2b633-b58f-4d5c-b18b-612af05a7c81','08947c75-db6e-4cbb-a06f-c74638cabd93');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','ad79f17d-a809-47de-aba8-94e791d3f83d','08947c75-db6e-4cbb-a06f-c74638cabd93');
INSERT INTO "audit_targets" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','ad79f17d-a809-47de-aba8-94e791d3f83d','dac1a299-299e-4856-8757-32b01b0d31ac');
CREATE TABLE authentication_methods (
	tenant_id TEXT NOT NULL, 
	method_id TEXT NOT NULL, 
	user_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	display_name TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	last_used_at DATETIME, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_authentication_methods PRIMARY KEY (tenant_id, method_id), 
	CONSTRAINT fk_authentication_methods_tenant_id_user_id FOREIGN KEY(tenant_id, user_id) REFERENCES users (tenant_id, object_id) ON DELETE CASCADE
);
CREATE TABLE certificate_authorities (
	tenant_id TEXT NOT NULL, 
	authority_id TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_certificate_authorities PRIMARY KEY (tenant_id, authority_id), 
	CONSTRAINT fk_certificate_authorities_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id)
);
CREATE TABLE directory_changes (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	tenant_id TEXT NOT NULL, 
	app_id TEXT NOT NULL
);
INSERT INTO "directory_changes" VALUES(1,'1e91907f-abac-400a-9d35-7dcea54f13a9','');
INSERT INTO "directory_changes" VALUES(2,'1e91907f-abac-400a-9d35-7dcea54f13a9','d1a9962a-72bc-4b9f-a86c-77df8a620f9c');
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
INSERT INTO "domains" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','contoso.onmicrosoft.com',1,1,1,1,'');
CREATE TABLE identifier_uris (
	tenant_id TEXT NOT NULL, 
	uri_key TEXT NOT NULL, 
	app_id TEXT NOT NULL, 
	CONSTRAINT pk_identifier_uris PRIMARY KEY (tenant_id, uri_key), 
	CONSTRAINT fk_identifier_uris_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id)
);
INSERT INTO "identifier_uris" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','https://graph.microsoft.com','00000003-0000-0000-c000-000000000000');
INSERT INTO "identifier_uris" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','api://4dee9d94-ce06-440f-a0e5-532165b774bc','4dee9d94-ce06-440f-a0e5-532165b774bc');
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
INSERT INTO "password_credentials" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','404ceddc-dacd-4edb-8707-f71c4972c5fa','0202ef41-020a-47be-b5f8-47346b4a5209',0,'tutorial','2026-11-24 17:12:01.000000','2028-11-24 17:12:01.000000','oU0','5994acc9f61906b2',X'C5767705299E39AF6AB16F55ED98A034D6E9C41239B4BD869E91C42156923673');
INSERT INTO "password_credentials" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','dd937d99-2420-4072-950e-3932ec2ee6a6','11dca16f-0a04-4ca4-a147-58627e2a5d32',0,'tutorial','2026-11-24 17:12:01.000000','2300-09-08 17:12:01.000000','jn0','5994acc9f61906b2',X'405DE30D8D4B4AB2EEAEC50C1F117A8C4D825A9A09B8254DA3ABCA1B624B13E4');
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
INSERT INTO "role_assignments" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','d1bf4712-9e85-44a0-9f67-70ec85422be9','c2c8fc61-545f-42e4-9d9f-c2aeb6a30daf','62e90394-69f5-4237-9190-012177145e10','/','2026-11-24 17:12:01.121859');
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
INSERT INTO "service_principals" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','99c2b633-b58f-4d5c-b18b-612af05a7c81','00000003-0000-0000-c000-000000000000','2026-11-24 17:12:01.051906',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"created_by_app_id":null}','microsoft graph');
INSERT INTO "service_principals" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','0353027e-d265-46eb-aa31-7253e23bd98c','4dee9d94-ce06-440f-a0e5-532165b774bc','2026-11-24 17:12:01.153050',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"created_by_app_id":null}','ciam-todolist-api');
INSERT INTO "service_principals" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','5e87708c-ed7c-4ca5-a491-351223dde825','d1a9962a-72bc-4b9f-a86c-77df8a620f9c','2026-11-24 17:12:01.161784',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"created_by_app_id":null}','ciam-client-app');
INSERT INTO "service_principals" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','ad79f17d-a809-47de-aba8-94e791d3f83d','7989c997-960c-4a8a-85c8-ddd5d24c5dbd','2026-11-24 17:12:01.196697',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"created_by_app_id":null}','daemonry-management');
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
INSERT INTO "signing_keys" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','5MAgSBfF1UbVPFd6KUOHLVQNhno','RS256',X'308202D0308201B8A0030201020214175C7F164350E9441A1EC71FC3D7A2FF49B29CC5300D06092A864886F70D01010B050030223120301E06035504030C17636F6E746F736F2E6F6E6D6963726F736F66742E636F6D301E170D3236313132333137313230305A170D3331313132333137313230305A30223120301E06035504030C17636F6E746F736F2E6F6E6D6963726F736F66742E636F6D30820122300D06092A864886F70D01010105000382010F003082010A0282010100A56D9FA1E28A4601CB2A1DCA120AFE6C86F3B211F12A9E322F782BF9E8E5AC3B498F7E9B317B0D5A61638AC78FF57387E1D058207EE38D9066AB063FF479A61D7EB1B2719763B34D272D18C5F973D5D06E49219904B088E4FA60318FE5C68257B53007FBE8733E08A17ECF421A5ECE3862B26E1DB65784476FB3FDE16F825FC5653B1B130FD7E33BDB8C7241190E28CDF673C69CE8CAEE7F842EA9DB2F40ABBA0289C6D39514F83203D2457B5C3F65ADE586089D82A03664A295BA8EDBA3BF4CA66A532147F0CFC660939953B9192578CE315F9726BCA66E3742EA8B96B7351640C84C5433CA8109F9A7358C7206F809A48248E15FA36778ACF187F7C3FFE0830203010001300D06092A864886F70D01010B050003820101005E3B6D246CFCBC9B0A7EBD43BA5EA1FD8DB53CAAB530BC35F4F2F8C90E517B1F6B0BB976B273EB91FFA707A611B988F89045D6E86C5BFCC77CE48EB40919560934A59BE057428D1155F980E443E8FACB7D487C3F6DFCBA1E3DF3AB839B458F85BA35F9A5B3B2ADA7481085D67612ECC065E57271F9A4ABBC4884C2F205F9AD11F16CE9A30ABC5451D8B7161E82565D041EBA92703485057A919F214971D53B85D639994E7A901FFB37F89FAF0BED44531A8CF4E216DF368AA760DC20F0FFBC1F636ECEA63030732A786305F1B2984DD05BCF52C90BE49B7A6143E8A327C146C626D3B8A5F5281FA94EB45041FCFC21E6F56A9CC62908D86B3C231B1554519381',X'011031313238616335333730336239323632F0E7B99127610E02AA280F3BCBAAAA9E6A91431114C42637804E1B35615BD3573D2E8EBFE4250167189C59F75D8594AF0178D3064BCD59EFACDD53EFB8B4D7C85C9D26E8E7D2937AF7B1043AB57AE1A2B7103E73FEAC76D4AF37BCA23FF627E035AB7A18A7DD914BD47F78202EDF3EEC3E19BA699E896B611D73CC39374986C6453123BE31B676D4C6C0E025EA1E13D72319679C73E788696B75AC3314A2DFBA22546D5096E56EF6F1F6C7501A7C606FA09E72118E45CA2CCAE6EF3A9804E58E04BD3DDF07FB55E6E3A23C284B936E813597CBA35B2C4F05AB88536489474E7793A7F7D0EF2933CBC15993D45BA4E9CEC0CB7EA00B13218E810677E8F71461AE139809A6D6D5E58E4FD11D009F1F25EE37A53BD9D4E438CC31EEEBB873EB2D63623490BE9438EDD044090ACB2ED0A7C673D75491BB6393AB6BAF208CC790775020F352F9F73E39E3013046A46070ECE10F0D2B0F11428C5DDB36C515AC6C4B15CE54A1154B538A70CEFFB38B0225195D5BABEE9E324A3AE00209ED62D2644FF96213266BAB5EC19161A3C3BD9CEA9F2AA4E0744C4581A79AD222FACCB10CAB9E8F8F9601A114C8D225F8BAE21706804AF067097A4177FFBF8AF1CF0A8F4894C3947EA52BFFB305AA808C34815BA059A3B6EC51B52730C4389F489F301AF2B2922330813E89FE606D91E7947589A71FB303BC46EFBD29922041F2D39425F4E72304FE7A70315D0EAE5F2209B33DF6084FEC50192B24D39233C41490B0D45EBBA88EC7E78E37E18ADC650357D4A708BE908076BA3068D76DAE634075645DF7E1EE4B42530575AAA38C3A969C15495C5E71C7F2AFF1D4988FC651FFFCC60A7F47AC6DF36AFF8A1588F83B0EF7D46ECD5EE4C2A9358647CD9CB30E835AD758C1043D47D61E351A539BB70393BA01A6F687AA6C99295A1678DD8DE79E63EE6076428085FCCE1BDC29FB4C797184E640701BC7109AC1A330FA77493F54FC1D64A75CA71D342ACCEC3F724EB6918BF05B78A011F2EAA256DAC9A1D49C8848398FB50CDC6108BDE74D10A9D885FD706FA19900301AD01B5C9816A6BC10ED656CC677E5543D2B92FE441518F56BA3E97676133865EB2C91740D799705DC28528A718D2F8BED9763948BDD1DF2145C8B52A8CEF2914CA439805343B9DACAD17552D583585FE2111F35DD01488E9AAB60D0DFF142132BCDFEB19725063EA5DDC2AC30525969EA184CB0E788DE009026CD08A8A4762489B6A7E659F8E26D8DBEF103305F1AC0B03F084362D0CF9459812F2DD97A0205BD9191EE471FC4C78D41159D1E28C91D0C3ED5FD6A15C5426A627FAAA0CD62E43DE71426BC618147CE79C878E09BF97DF11596E70E9BC1E105780390225634DDBCCE7480B432FFAFD51A480DE006ADF3BD1050B0A5ADC587E1AC86175FE5C594853C78A10FFEADB6338642E944727794122444568B3275EE171B7214503E24890A294226B3DE392540CF479175D53642853D2C252CAACC50AC8715F8EF11E29E8A6E159EB67452BBF2F218B7C31A0A72BFA75AE9DB2371FACE0CE8631B4BC9A12213FD0EE9943ADEF6DAAA6088F12C72D547889A89E6FF1C1FCE7141A2494E88E964BE80188008CC0509F572538FCA620C33A4523ADAC973E73E6206F6178F9B5743539D3696490B510F873B8DA6E6B2C49C2C24014F25C4D3AA860FC05FD469D84A30A91C50408382A719A7DCE872E3EA1FBEEB97F524E4232DA503C73A92F6F645E16FE46EDEB02FC110F0','2026-11-24 17:12:00.937952','2026-11-24 17:12:00.937947',NULL,NULL,'');
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
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_tenants PRIMARY KEY (tenant_id), 
	CONSTRAINT uq_tenants_subdomain UNIQUE (subdomain)
);
INSERT INTO "tenants" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','Contoso','contoso','CIAM','2026-11-24 17:12:00.917939');
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
INSERT INTO "users" VALUES('1e91907f-abac-400a-9d35-7dcea54f13a9','c2c8fc61-545f-42e4-9d9f-c2aeb6a30daf','admin@contoso.onmicrosoft.com','admin@contoso.onmicrosoft.com','Administrator','2026-11-24 17:12:01.080979','$argon2id$v=19$m=19456,t=2,p=1$VbEmJs61H38wSp4jCAvruA$zVyYwhmDUm7UD+aegsDEo14JnK52EXwNGp/NPCYWs3Q',1,0,0,'2026-11-24 17:12:01.115043',NULL,NULL,'{}');
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
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('directory_changes',2);
COMMIT;
