BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0009');
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
INSERT INTO "app_role_assignments" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','3vDFkbPbWne6sVLujJVer9eKlYargYISdk9x8WI1BWk','5ec1fbe4-32f6-4c17-b93a-fcfba5fe7e20','d73421d5-93b5-4342-8573-74450e0d685b','b5d042f4-ba30-466b-bf21-f39fc529930e','ServicePrincipal','2026-11-24 17:12:02.204387');
INSERT INTO "app_role_assignments" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','0p3IHUFpJPiR_U1Pwmje8T3P-l-Bdd50qhuwSAqU28s','5ec1fbe4-32f6-4c17-b93a-fcfba5fe7e20','d73421d5-93b5-4342-8573-74450e0d685b','8102890d-5834-4709-8208-f94447e48a00','ServicePrincipal','2026-11-24 17:12:02.211279');
INSERT INTO "app_role_assignments" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','ao_b0clUoHk0NMsI64auc-mDjb4mOS-MEvDQPowhiGg','2477ca46-d792-4ea3-b3b0-29f050c126bc','f7225217-953b-4419-a494-8f316fdd7533','1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9','ServicePrincipal','2026-11-24 17:12:02.271017');
INSERT INTO "app_role_assignments" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','Z93j836QvQky5g574xa1FoRQlxFk_R4-KJSpP6J1aHs','2477ca46-d792-4ea3-b3b0-29f050c126bc','f7225217-953b-4419-a494-8f316fdd7533','06b708a9-e830-4db3-a914-8e69da51d44f','ServicePrincipal','2026-11-24 17:12:02.272937');
INSERT INTO "app_role_assignments" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','lREQrq1Udc1Bq_Zv-8ygxG-7JM7OrdOzOsqYS6FaL7U','2477ca46-d792-4ea3-b3b0-29f050c126bc','f7225217-953b-4419-a494-8f316fdd7533','8e8e4742-1d95-4f68-9d56-6ee75648c72a','ServicePrincipal','2026-11-24 17:12:02.274378');
INSERT INTO "app_role_assignments" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','d7sQl_KAj1yllufUwfetIZvHL90ymh5DeEMq6_sf7u4','2477ca46-d792-4ea3-b3b0-29f050c126bc','f7225217-953b-4419-a494-8f316fdd7533','7ab1d382-f21e-4acd-a863-ba3e13f7da61','ServicePrincipal','2026-11-24 17:12:02.275839');
INSERT INTO "app_role_assignments" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','ci_4u5cggfTxXXBTD4jiQQVxlHEZiJsb7Jhu2Bq7V0E','2477ca46-d792-4ea3-b3b0-29f050c126bc','f7225217-953b-4419-a494-8f316fdd7533','9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8','ServicePrincipal','2026-11-24 17:12:02.277415');
INSERT INTO "app_role_assignments" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','YOuWsdwgvBy-W8E9GBU4KcGF2oYBaz_oZIFyw6xRDvI','2477ca46-d792-4ea3-b3b0-29f050c126bc','f7225217-953b-4419-a494-8f316fdd7533','498476ce-e0fe-48b0-b801-37ba7e2685c6','ServicePrincipal','2026-11-24 17:12:02.278728');
INSERT INTO "app_role_assignments" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','KSQwmzxaqjiXJmHpPpXhkuy4ES1SYEsAEXAqKSTVQpU','2477ca46-d792-4ea3-b3b0-29f050c126bc','f7225217-953b-4419-a494-8f316fdd7533','dbb9058a-0e50-45d7-ae91-66909b5d4664','ServicePrincipal','2026-11-24 17:12:02.280117');
INSERT INTO "app_role_assignments" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','7wA18b2e5YELn9hwlQZQHcWKGBKBKBMqJk8GYd3FMZA','2477ca46-d792-4ea3-b3b0-29f050c126bc','f7225217-953b-4419-a494-8f316fdd7533','be74164b-cff1-491c-8741-e671cb536e13','ServicePrincipal','2026-11-24 17:12:02.281494');
INSERT INTO "app_role_assignments" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','sMSYwsOhasEijvBiKCQXD7THqP_YMuC0QyyvIl2Nky4','2477ca46-d792-4ea3-b3b0-29f050c126bc','f7225217-953b-4419-a494-8f316fdd7533','b0afded3-3588-46d8-8b3d-9842eff778da','ServicePrincipal','2026-11-24 17:12:02.282844');
CREATE TABLE application_words (
	tenant_id TEXT NOT NULL, 
	property TEXT NOT NULL, 
	word TEXT NOT NULL, 
	app_id TEXT NOT NULL, 
	CONSTRAINT pk_application_words PRIMARY KEY (tenant_id, property, word, app_id), 
	CONSTRAINT fk_application_words_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id)
);
INSERT INTO "application_words" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','displayname','graph','00000003-0000-0000-c000-000000000000');
INSERT INTO "application_words" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','displayname','microsoft','00000003-0000-0000-c000-000000000000');
INSERT INTO "application_words" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','displayname','api','313eee3a-7c1f-4bba-b7ae-d48591a5e3e8');
INSERT INTO "application_words" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','displayname','ciam','313eee3a-7c1f-4bba-b7ae-d48591a5e3e8');
INSERT INTO "application_words" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','displayname','todolist','313eee3a-7c1f-4bba-b7ae-d48591a5e3e8');
INSERT INTO "application_words" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','displayname','app','9e28be21-b77c-4e30-b3ee-f2ee9f478956');
INSERT INTO "application_words" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','displayname','ciam','9e28be21-b77c-4e30-b3ee-f2ee9f478956');
INSERT INTO "application_words" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','displayname','client','9e28be21-b77c-4e30-b3ee-f2ee9f478956');
INSERT INTO "application_words" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','displayname','daemonry','a37cd460-797e-4a7a-b761-0c6abf3a618a');
INSERT INTO "application_words" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','displayname','management','a37cd460-797e-4a7a-b761-0c6abf3a618a');
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
INSERT INTO "applications" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','f9bde14d-5303-4997-9254-6abdf1f3186d','313eee3a-7c1f-4bba-b7ae-d48591a5e3e8','ciam-ToDoList-api','ciam-todolist-api',NULL,NULL,'2026-11-24 17:12:02.120122',NULL,'{"sign_in_audience":"AzureADMyOrg","description":null,"notes":null,"publisher_domain":"contoso.onmicrosoft.com","identifier_uris":["api://313eee3a-7c1f-4bba-b7ae-d48591a5e3e8"],"app_roles":[{"role_id":"b5d042f4-ba30-466b-bf21-f39fc529930e","value":"ToDoList.Read.All","display_name":"ToDoList.Read.All","description":"Allow the app to read every user''s to-do list","allowed_member_types":["Application"],"is_enabled":true},{"role_id":"8102890d-5834-4709-8208-f94447e48a00","value":"ToDoList.ReadWrite.All","display_name":"ToDoList.ReadWrite.All","description":"Allow the app to read and write every user''s to-do list","allowed_member_types":["Application"],"is_enabled":true}],"required_resource_access":[],"key_credentials":[],"trusted_subjects":[],"federated_identity_credentials":[],"token_settings":{"assertion_profile":"entra","certificate_only":false,"access_token_profile":"entra","signing_algorithm":"RS256","sender_constraint":"none","allow_resource_parameter":false,"allow_role_subset":false,"allow_introspection":false,"allow_revocation":false,"continuous_access_evaluation":false},"optional_claims":{"id_token":[],"access_token":[{"name":"idtyp","source":null,"essential":false,"additional_properties":[]}],"saml2_token":[]},"api":{"requested_access_token_version":2,"accept_mapped_claims":null,"known_client_applications":[],"oauth2_permission_scopes":[{"scope_id":"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a21","value":"ToDoList.Read","type":"User","admin_consent_display_name":"Read to-do lists of people","admin_consent_description":"Lets the application read what people have to do.","user_consent_display_name":"Read your to-do list","user_consent_description":"Lets the application read what you have to do.","is_enabled":true},{"scope_id":"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a22","value":"ToDoList.ReadWrite","type":"User","admin_consent_display_name":"Read and change to-do lists of people","admin_consent_description":"Lets the application read and change what people have to do.","user_consent_display_name":"Read and change your to-do list","user_consent_description":"Lets the application read and change what you have to do.","is_enabled":true}],"pre_authorized_applications":[]},"web":{"home_page_url":null,"logout_url":null,"redirect_uris":[],"enable_access_token_issuance":false,"enable_id_token_issuance":false},"info":{"marketing_url":null,"privacy_statement_url":null,"support_url":null,"terms_of_service_url":null},"spa_redirect_uris":[],"public_client_redirect_uris":[],"is_fallback_public_client":null,"is_device_only_auth_supported":null,"group_membership_claims":null,"service_management_reference":null,"tags":[],"is_disabled":null,"oauth2_require_post_response":false,"created_by_app_id":null}');
INSERT INTO "applications" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','ffa5bade-090b-445a-87a4-e3fb4ec643d5','9e28be21-b77c-4e30-b3ee-f2ee9f478956','ciam-client-app','ciam-client-app',NULL,NULL,'2026-11-24 17:12:02.146983',NULL,'{"sign_in_audience":"AzureADMyOrg","description":null,"notes":null,"publisher_domain":"contoso.onmicrosoft.com","identifier_uris":[],"app_roles":[],"required_resource_access":[{"resource_app_id":"313eee3a-7c1f-4bba-b7ae-d48591a5e3e8","resource_access":[{"permission_id":"b5d042f4-ba30-466b-bf21-f39fc529930e","type":"Role"},{"permission_id":"8102890d-5834-4709-8208-f94447e48a00","type":"Role"}]}],"key_credentials":[],"trusted_subjects":[],"federated_identity_credentials":[],"token_settings":{"assertion_profile":"entra","certificate_only":false,"access_token_profile":"entra","signing_algorithm":"RS256","sender_constraint":"none","allow_resource_parameter":false,"allow_role_subset":false,"allow_introspection":false,"allow_revocation":false,"continuous_access_evaluation":false},"optional_claims":null,"api":{"requested_access_token_version":null,"accept_mapped_claims":null,"known_client_applications":[],"oauth2_permission_scopes":[],"pre_authorized_applications":[]},"web":{"home_page_url":null,"logout_url":null,"redirect_uris":[],"enable_access_token_issuance":false,"enable_id_token_issuance":false},"info":{"marketing_url":null,"privacy_statement_url":null,"support_url":null,"terms_of_service_url":null},"spa_redirect_uris":[],"public_client_redirect_uris":[],"is_fallback_public_client":null,"is_device_only_auth_supported":null,"group_membership_claims":null,"service_management_reference":null,"tags":[],"is_disabled":null,"oauth2_require_post_response":false,"created_by_app_id":null}');
INSERT INTO "applications" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','661c897a-66a8-4399-bd37-07872af4279f','a37cd460-797e-4a7a-b761-0c6abf3a618a','daemonry-management','daemonry-management',NULL,NULL,'2026-11-24 17:12:02.217954',NULL,'{"sign_in_audience":"AzureADMyOrg","description":null,"notes":null,"publisher_domain":"contoso.onmicrosoft.com","identifier_uris":[],"app_roles":[],"required_resource_access":[{"resource_app_id":"00000003-0000-0000-c000-000000000000","resource_access":[{"permission_id":"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9","type":"Role"},{"permission_id":"06b708a9-e830-4db3-a914-8e69da51d44f","type":"Role"},{"permission_id":"8e8e4742-1d95-4f68-9d56-6ee75648c72a","type":"Role"},{"permission_id":"7ab1d382-f21e-4acd-a863-ba3e13f7da61","type":"Role"},{"permission_id":"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8","type":"Role"},{"permission_id":"498476ce-e0fe-48b0-b801-37ba7e2685c6","type":"Role"},{"permission_id":"dbb9058a-0e50-45d7-ae91-66909b5d4664","type":"Role"},{"permission_id":"be74164b-cff1-491c-8741-e671cb536e13","type":"Role"},{"permission_id":"b0afded3-3588-46d8-8b3d-9842eff778da","type":"Role"}]}],"key_credentials":[],"trusted_subjects":[],"federated_identity_credentials":[],"token_settings":{"assertion_profile":"entra","certificate_only":false,"access_token_profile":"entra","signing_algorithm":"RS256","sender_constraint":"none","allow_resource_parameter":false,"allow_role_subset":false,"allow_introspection":false,"allow_revocation":false,"continuous_access_evaluation":false},"optional_claims":null,"api":{"requested_access_token_version":null,"accept_mapped_claims":null,"known_client_applications":[],"oauth2_permission_scopes":[],"pre_authorized_applications":[]},"web":{"home_page_url":null,"logout_url":null,"redirect_uris":[],"enable_access_token_issuance":false,"enable_id_token_issuance":false},"info":{"marketing_url":null,"privacy_statement_url":null,"support_url":null,"terms_of_service_url":null},"spa_redirect_uris":[],"public_client_redirect_uris":[],"is_fallback_public_client":null,"is_device_only_auth_supported":null,"group_membership_claims":null,"service_management_reference":null,"tags":[],"is_disabled":null,"oauth2_require_post_response":false,"created_by_app_id":null}');
CREATE TABLE audit_events (
	tenant_id TEXT NOT NULL, 
	event_id TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_audit_events PRIMARY KEY (tenant_id, event_id)
);
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','e81bda28-dc59-401e-b3c5-b27d000e4984','2026-11-24 17:12:02.014892','{"activity":"Create tenant","category":"DirectoryManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"9c0fcff9-6cb3-43e1-82b7-71c77c8bb987","display_name":"Contoso","type":"Organization","modified":[{"name":"displayName","old_value":null,"new_value":"\"Contoso\""},{"name":"subdomain","old_value":null,"new_value":"\"contoso\""},{"name":"domains","old_value":null,"new_value":"[{\"name\":\"contoso.onmicrosoft.com\",\"isInitial\":true,\"isDefault\":true,\"isVerified\":true,\"verification\":\"\"}]"},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T17:12:02.000690Z\""},{"name":"tenantType","old_value":null,"new_value":"\"CIAM\""},{"name":"contacts","old_value":null,"new_value":"{\"technical\":[],\"marketing\":[],\"securityMails\":[],\"securityPhones\":[],\"privacyEmail\":null,\"privacyStatementUrl\":null}"},{"name":"appManagement","old_value":null,"new_value":"{\"isEnabled\":false,\"applicationRestrictions\":{\"passwordCredentials\":[],\"keyCredentials\":[]},\"servicePrincipalRestrictions\":{\"passwordCredentials\":[],\"keyCredentials\":[]}}"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','1634d7bd-61bb-4e08-9253-7b1da2b4b40f','2026-11-24 17:12:02.074615','{"activity":"Add token signing key","category":"DirectoryManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"kpL8sjRsfFxXoB4S9kx_LgZVKGg","display_name":"kpL8sjRsfFxXoB4S9kx_LgZVKGg","type":"SigningKey","modified":[{"name":"algorithm","old_value":null,"new_value":"\"RS256\""},{"name":"appId","old_value":null,"new_value":"\"\""},{"name":"activeFrom","old_value":null,"new_value":"\"2026-11-24T17:12:02.018356Z\""}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','8079b98d-43e7-4ae8-825c-0dadb01827a9','2026-11-24 17:12:02.079874','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"f7225217-953b-4419-a494-8f316fdd7533","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"00000003-0000-0000-c000-000000000000\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T17:12:02.075283Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','0b81f24c-e687-41b2-ae3b-6b4209a93d56','2026-11-24 17:12:02.113094','{"activity":"Add user","category":"UserManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"c1987653-10b8-4235-a677-088f11597e7a","display_name":"Administrator","type":"User","modified":[{"name":"userPrincipalName","old_value":null,"new_value":"\"admin@contoso.onmicrosoft.com\""},{"name":"displayName","old_value":null,"new_value":"\"Administrator\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T17:12:02.084404Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"mustChangePassword","old_value":null,"new_value":"false"},{"name":"passwordChangedAt","old_value":null,"new_value":"\"2026-11-24T17:12:02.110951Z\""},{"name":"isFactorRequired","old_value":null,"new_value":"false"},{"name":"details","old_value":null,"new_value":"{}"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','f148de57-76cc-428f-a09a-2577d672191d','2026-11-24 17:12:02.118959','{"activity":"Add member to role","category":"RoleManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"c1987653-10b8-4235-a677-088f11597e7a","display_name":"Administrator","type":"User","modified":[{"name":"Role.DisplayName","old_value":null,"new_value":"\"Global Administrator\""}]}],"result":"success","reason":"","details":{"severity":"high"}}');
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','9a8251df-6269-4943-a176-bce8e2ff6238','2026-11-24 17:12:02.124482','{"activity":"Add application","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"f9bde14d-5303-4997-9254-6abdf1f3186d","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"appId","old_value":null,"new_value":"\"313eee3a-7c1f-4bba-b7ae-d48591a5e3e8\""},{"name":"displayName","old_value":null,"new_value":"\"ciam-ToDoList-api\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T17:12:02.120122Z\""},{"name":"signInAudience","old_value":null,"new_value":"\"AzureADMyOrg\""},{"name":"publisherDomain","old_value":null,"new_value":"\"contoso.onmicrosoft.com\""},{"name":"tokenSettings","old_value":null,"new_value":"{\"assertionProfile\":\"entra\",\"certificateOnly\":false,\"accessTokenProfile\":\"entra\",\"signingAlgorithm\":\"RS256\",\"senderConstraint\":\"none\",\"allowResourceParameter\":false,\"allowRoleSubset\":false,\"allowIntrospection\":false,\"allowRevocation\":false,\"continuousAccessEvaluation\":false}"},{"name":"optionalClaims","old_value":null,"new_value":"{\"idToken\":[],\"accessToken\":[{\"name\":\"idtyp\",\"source\":null,\"essential\":false,\"additionalProperties\":[]}],\"saml2Token\":[]}"},{"name":"api","old_value":null,"new_value":"{\"requestedAccessTokenVersion\":2,\"acceptMappedClaims\":null,\"knownClientApplications\":[],\"oauth2PermissionScopes\":[{\"id\":\"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a21\",\"value\":\"ToDoList.Read\",\"type\":\"User\",\"adminConsentDisplayName\":\"Read to-do lists of people\",\"adminConsentDescription\":\"Lets the application read what people have to do.\",\"userConsentDisplayName\":\"Read your to-do list\",\"userConsentDescription\":\"Lets the application read what you have to do.\",\"isEnabled\":true},{\"id\":\"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a22\",\"value\":\"ToDoList.ReadWrite\",\"type\":\"User\",\"adminConsentDisplayName\":\"Read and change to-do lists of people\",\"adminConsentDescription\":\"Lets the application read and change what people have to do.\",\"userConsentDisplayName\":\"Read and change your to-do list\",\"userConsentDescription\":\"Lets the application read and change what you have to do.\",\"isEnabled\":true}],\"preAuthorizedApplications\":[]}"},{"name":"web","old_value":null,"new_value":"{\"homePageUrl\":null,\"logoutUrl\":null,\"redirectUris\":[],\"enableAccessTokenIssuance\":false,\"enableIdTokenIssuance\":false}"},{"name":"info","old_value":null,"new_value":"{\"marketingUrl\":null,\"privacyStatementUrl\":null,\"supportUrl\":null,\"termsOfServiceUrl\":null}"},{"name":"oauth2RequirePostResponse","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','bff589d2-0506-4383-ace8-c380e8ad24e2','2026-11-24 17:12:02.130310','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"f9bde14d-5303-4997-9254-6abdf1f3186d","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"identifierUris","old_value":"[]","new_value":"[\"api://313eee3a-7c1f-4bba-b7ae-d48591a5e3e8\"]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','c818cf9a-b909-4e1e-a469-75b3e2b3f3dc','2026-11-24 17:12:02.135256','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"f9bde14d-5303-4997-9254-6abdf1f3186d","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"appRoles","old_value":"[]","new_value":"[{\"id\":\"b5d042f4-ba30-466b-bf21-f39fc529930e\",\"value\":\"ToDoList.Read.All\",\"displayName\":\"ToDoList.Read.All\",\"description\":\"Allow the app to read every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','aae41f30-d903-4328-9c1a-c815090bde25','2026-11-24 17:12:02.140403','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"f9bde14d-5303-4997-9254-6abdf1f3186d","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"appRoles","old_value":"[{\"id\":\"b5d042f4-ba30-466b-bf21-f39fc529930e\",\"value\":\"ToDoList.Read.All\",\"displayName\":\"ToDoList.Read.All\",\"description\":\"Allow the app to read every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]","new_value":"[{\"id\":\"b5d042f4-ba30-466b-bf21-f39fc529930e\",\"value\":\"ToDoList.Read.All\",\"displayName\":\"ToDoList.Read.All\",\"description\":\"Allow the app to read every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true},{\"id\":\"8102890d-5834-4709-8208-f94447e48a00\",\"value\":\"ToDoList.ReadWrite.All\",\"displayName\":\"ToDoList.ReadWrite.All\",\"description\":\"Allow the app to read and write every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','f1c178f4-278e-4679-a99a-759832be8949','2026-11-24 17:12:02.145849','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"d73421d5-93b5-4342-8573-74450e0d685b","display_name":"ciam-ToDoList-api","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"313eee3a-7c1f-4bba-b7ae-d48591a5e3e8\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T17:12:02.144809Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','e0e71f41-4f13-4fa9-8491-3bf9714636f1','2026-11-24 17:12:02.149996','{"activity":"Add application","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"ffa5bade-090b-445a-87a4-e3fb4ec643d5","display_name":"ciam-client-app","type":"Application","modified":[{"name":"appId","old_value":null,"new_value":"\"9e28be21-b77c-4e30-b3ee-f2ee9f478956\""},{"name":"displayName","old_value":null,"new_value":"\"ciam-client-app\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T17:12:02.146983Z\""},{"name":"signInAudience","old_value":null,"new_value":"\"AzureADMyOrg\""},{"name":"publisherDomain","old_value":null,"new_value":"\"contoso.onmicrosoft.com\""},{"name":"tokenSettings","old_value":null,"new_value":"{\"assertionProfile\":\"entra\",\"certificateOnly\":false,\"accessTokenProfile\":\"entra\",\"signingAlgorithm\":\"RS256\",\"senderConstraint\":\"none\",\"allowResourceParameter\":false,\"allowRoleSubset\":false,\"allowIntrospection\":false,\"allowRevocation\":false,\"continuousAccessEvaluation\":false}"},{"name":"api","old_value":null,"new_value":"{\"requestedAccessTokenVersion\":null,\"acceptMappedClaims\":null,\"knownClientApplications\":[],\"oauth2PermissionScopes\":[],\"preAuthorizedApplications\":[]}"},{"name":"web","old_value":null,"new_value":"{\"homePageUrl\":null,\"logoutUrl\":null,\"redirectUris\":[],\"enableAccessTokenIssuance\":false,\"enableIdTokenIssuance\":false}"},{"name":"info","old_value":null,"new_value":"{\"marketingUrl\":null,\"privacyStatementUrl\":null,\"supportUrl\":null,\"termsOfServiceUrl\":null}"},{"name":"oauth2RequirePostResponse","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','85969164-4d9c-444d-886c-ef74988b20a9','2026-11-24 17:12:02.161734','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"5ec1fbe4-32f6-4c17-b93a-fcfba5fe7e20","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"9e28be21-b77c-4e30-b3ee-f2ee9f478956\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T17:12:02.152312Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','f8658ce6-54a7-4f3a-9a51-63ed237aaa43','2026-11-24 17:12:02.180941','{"activity":"Update application - Certificates and secrets management","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"ffa5bade-090b-445a-87a4-e3fb4ec643d5","display_name":"ciam-client-app","type":"Application","modified":[{"name":"passwordCredentials","old_value":"[]","new_value":"[{\"keyId\":\"be2ec090-4c28-4c62-a933-8f0dca4c17bb\",\"displayName\":\"tutorial\",\"startDateTime\":\"2026-11-24T17:12:02Z\",\"endDateTime\":\"2028-11-24T17:12:02Z\",\"hint\":\"rTK\"}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','bd2357c2-55fe-49ae-a74a-3f9c8bf336db','2026-11-24 17:12:02.194315','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"ffa5bade-090b-445a-87a4-e3fb4ec643d5","display_name":"ciam-client-app","type":"Application","modified":[{"name":"requiredResourceAccess","old_value":"[]","new_value":"[{\"resourceAppId\":\"313eee3a-7c1f-4bba-b7ae-d48591a5e3e8\",\"resourceAccess\":[{\"id\":\"b5d042f4-ba30-466b-bf21-f39fc529930e\",\"type\":\"Role\"},{\"id\":\"8102890d-5834-4709-8208-f94447e48a00\",\"type\":\"Role\"}]}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','dbf478e8-4f1c-4104-a046-adf35c07358a','2026-11-24 17:12:02.210551','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"d73421d5-93b5-4342-8573-74450e0d685b","display_name":"ciam-ToDoList-api","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"b5d042f4-ba30-466b-bf21-f39fc529930e\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"ToDoList.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"ToDoList.Read.All\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"5ec1fbe4-32f6-4c17-b93a-fcfba5fe7e20\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"ciam-client-app\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"9e28be21-b77c-4e30-b3ee-f2ee9f478956\""}]},{"object_id":"5ec1fbe4-32f6-4c17-b93a-fcfba5fe7e20","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','8d789b20-c077-46ac-8c0a-acc4c15ee1ea','2026-11-24 17:12:02.212470','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"d73421d5-93b5-4342-8573-74450e0d685b","display_name":"ciam-ToDoList-api","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"8102890d-5834-4709-8208-f94447e48a00\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"ToDoList.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"ToDoList.ReadWrite.All\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"5ec1fbe4-32f6-4c17-b93a-fcfba5fe7e20\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"ciam-client-app\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"9e28be21-b77c-4e30-b3ee-f2ee9f478956\""}]},{"object_id":"5ec1fbe4-32f6-4c17-b93a-fcfba5fe7e20","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','e95db169-70e2-4928-93ff-99211159fa3e','2026-11-24 17:12:02.213609','{"activity":"Consent to application","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"5ec1fbe4-32f6-4c17-b93a-fcfba5fe7e20","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[{"name":"ConsentAction.Permissions","old_value":null,"new_value":"[\"313eee3a-7c1f-4bba-b7ae-d48591a5e3e8: ToDoList.Read.All, ToDoList.ReadWrite.All\"]"}]}],"result":"success","reason":"","details":{"isAdminConsent":"true"}}');
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','967e1e78-bd6c-4619-8cb3-008f80f3478c','2026-11-24 17:12:02.225784','{"activity":"Add application","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"661c897a-66a8-4399-bd37-07872af4279f","display_name":"daemonry-management","type":"Application","modified":[{"name":"appId","old_value":null,"new_value":"\"a37cd460-797e-4a7a-b761-0c6abf3a618a\""},{"name":"displayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T17:12:02.217954Z\""},{"name":"signInAudience","old_value":null,"new_value":"\"AzureADMyOrg\""},{"name":"publisherDomain","old_value":null,"new_value":"\"contoso.onmicrosoft.com\""},{"name":"tokenSettings","old_value":null,"new_value":"{\"assertionProfile\":\"entra\",\"certificateOnly\":false,\"accessTokenProfile\":\"entra\",\"signingAlgorithm\":\"RS256\",\"senderConstraint\":\"none\",\"allowResourceParameter\":false,\"allowRoleSubset\":false,\"allowIntrospection\":false,\"allowRevocation\":false,\"continuousAccessEvaluation\":false}"},{"name":"api","old_value":null,"new_value":"{\"requestedAccessTokenVersion\":null,\"acceptMappedClaims\":null,\"knownClientApplications\":[],\"oauth2PermissionScopes\":[],\"preAuthorizedApplications\":[]}"},{"name":"web","old_value":null,"new_value":"{\"homePageUrl\":null,\"logoutUrl\":null,\"redirectUris\":[],\"enableAccessTokenIssuance\":false,\"enableIdTokenIssuance\":false}"},{"name":"info","old_value":null,"new_value":"{\"marketingUrl\":null,\"privacyStatementUrl\":null,\"supportUrl\":null,\"termsOfServiceUrl\":null}"},{"name":"oauth2RequirePostResponse","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','3e956970-0aad-49a3-a220-9e646acedfbd','2026-11-24 17:12:02.234398','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"2477ca46-d792-4ea3-b3b0-29f050c126bc","display_name":"daemonry-management","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"a37cd460-797e-4a7a-b761-0c6abf3a618a\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T17:12:02.233439Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','b0d3c1d9-463a-4ef6-ab7f-629ce663f55e','2026-11-24 17:12:02.259099','{"activity":"Update application - Certificates and secrets management","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"661c897a-66a8-4399-bd37-07872af4279f","display_name":"daemonry-management","type":"Application","modified":[{"name":"passwordCredentials","old_value":"[]","new_value":"[{\"keyId\":\"11b17dd0-390b-41ac-9012-7111b6695927\",\"displayName\":\"tutorial\",\"startDateTime\":\"2026-11-24T17:12:02Z\",\"endDateTime\":\"2028-11-24T17:12:02Z\",\"hint\":\"a63\"}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','7b51d9ff-84b3-4057-aaa1-d422e1192436','2026-11-24 17:12:02.265702','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"661c897a-66a8-4399-bd37-07872af4279f","display_name":"daemonry-management","type":"Application","modified":[{"name":"requiredResourceAccess","old_value":"[]","new_value":"[{\"resourceAppId\":\"00000003-0000-0000-c000-000000000000\",\"resourceAccess\":[{\"id\":\"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9\",\"type\":\"Role\"},{\"id\":\"06b708a9-e830-4db3-a914-8e69da51d44f\",\"type\":\"Role\"},{\"id\":\"8e8e4742-1d95-4f68-9d56-6ee75648c72a\",\"type\":\"Role\"},{\"id\":\"7ab1d382-f21e-4acd-a863-ba3e13f7da61\",\"type\":\"Role\"},{\"id\":\"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8\",\"type\":\"Role\"},{\"id\":\"498476ce-e0fe-48b0-b801-37ba7e2685c6\",\"type\":\"Role\"},{\"id\":\"dbb9058a-0e50-45d7-ae91-66909b5d4664\",\"type\":\"Role\"},{\"id\":\"be74164b-cff1-491c-8741-e671cb536e13\",\"type\":\"Role\"},{\"id\":\"b0afded3-3588-46d8-8b3d-9842eff778da\",\"type\":\"Role\"}]}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','aa2c88a9-007a-4ae8-817a-ddc78738e97a','2026-11-24 17:12:02.272373','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"f7225217-953b-4419-a494-8f316fdd7533","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Application.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read and write all applications\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"2477ca46-d792-4ea3-b3b0-29f050c126bc\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"a37cd460-797e-4a7a-b761-0c6abf3a618a\""}]},{"object_id":"2477ca46-d792-4ea3-b3b0-29f050c126bc","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{"severity":"high","takeoverPermissions":"Application.ReadWrite.All"}}');
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','b311a343-135b-4b43-a5b2-4d86338c35c3','2026-11-24 17:12:02.273917','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"f7225217-953b-4419-a494-8f316fdd7533","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"06b708a9-e830-4db3-a914-8e69da51d44f\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"AppRoleAssignment.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage app role assignments and grant admin consent\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"2477ca46-d792-4ea3-b3b0-29f050c126bc\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"a37cd460-797e-4a7a-b761-0c6abf3a618a\""}]},{"object_id":"2477ca46-d792-4ea3-b3b0-29f050c126bc","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{"severity":"high","takeoverPermissions":"AppRoleAssignment.ReadWrite.All"}}');
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','268e1d44-14b2-48e0-87fc-8b9154cb4eb1','2026-11-24 17:12:02.275293','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"f7225217-953b-4419-a494-8f316fdd7533","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"8e8e4742-1d95-4f68-9d56-6ee75648c72a\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"DelegatedPermissionGrant.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage delegated permission grants\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"2477ca46-d792-4ea3-b3b0-29f050c126bc\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"a37cd460-797e-4a7a-b761-0c6abf3a618a\""}]},{"object_id":"2477ca46-d792-4ea3-b3b0-29f050c126bc","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','8151b232-b601-4eaa-8b8f-8c86fb0fb17c','2026-11-24 17:12:02.276874','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"f7225217-953b-4419-a494-8f316fdd7533","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"7ab1d382-f21e-4acd-a863-ba3e13f7da61\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Directory.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read directory data\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"2477ca46-d792-4ea3-b3b0-29f050c126bc\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"a37cd460-797e-4a7a-b761-0c6abf3a618a\""}]},{"object_id":"2477ca46-d792-4ea3-b3b0-29f050c126bc","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','d61a0744-6223-4ab0-b9e1-31daa4c61335','2026-11-24 17:12:02.278317','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"f7225217-953b-4419-a494-8f316fdd7533","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"RoleManagement.ReadWrite.Directory\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage directory roles and their assignments\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"2477ca46-d792-4ea3-b3b0-29f050c126bc\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"a37cd460-797e-4a7a-b761-0c6abf3a618a\""}]},{"object_id":"2477ca46-d792-4ea3-b3b0-29f050c126bc","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{"severity":"high","takeoverPermissions":"RoleManagement.ReadWrite.Directory"}}');
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','81b127dc-5ec8-44c3-8ad2-63e1b3316465','2026-11-24 17:12:02.279700','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"f7225217-953b-4419-a494-8f316fdd7533","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"498476ce-e0fe-48b0-b801-37ba7e2685c6\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Organization.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read the organization\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"2477ca46-d792-4ea3-b3b0-29f050c126bc\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"a37cd460-797e-4a7a-b761-0c6abf3a618a\""}]},{"object_id":"2477ca46-d792-4ea3-b3b0-29f050c126bc","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','a709cfc2-7fff-4d0b-9f9c-35856e82db3f','2026-11-24 17:12:02.281063','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"f7225217-953b-4419-a494-8f316fdd7533","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"dbb9058a-0e50-45d7-ae91-66909b5d4664\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Domain.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read domains\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"2477ca46-d792-4ea3-b3b0-29f050c126bc\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"a37cd460-797e-4a7a-b761-0c6abf3a618a\""}]},{"object_id":"2477ca46-d792-4ea3-b3b0-29f050c126bc","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','1dc832a3-8ffc-473f-9aca-59712ce96744','2026-11-24 17:12:02.282369','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"f7225217-953b-4419-a494-8f316fdd7533","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"be74164b-cff1-491c-8741-e671cb536e13\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Policy.ReadWrite.ApplicationConfiguration\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage application configuration policies\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"2477ca46-d792-4ea3-b3b0-29f050c126bc\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"a37cd460-797e-4a7a-b761-0c6abf3a618a\""}]},{"object_id":"2477ca46-d792-4ea3-b3b0-29f050c126bc","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','8e366967-f7ec-4315-bc65-696008c90783','2026-11-24 17:12:02.283767','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"f7225217-953b-4419-a494-8f316fdd7533","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"b0afded3-3588-46d8-8b3d-9842eff778da\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"AuditLog.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read audit and sign-in records\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"2477ca46-d792-4ea3-b3b0-29f050c126bc\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"a37cd460-797e-4a7a-b761-0c6abf3a618a\""}]},{"object_id":"2477ca46-d792-4ea3-b3b0-29f050c126bc","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','b23b1fcd-bd06-4207-bb95-90e337c0966d','2026-11-24 17:12:02.284214','{"activity":"Consent to application","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"2477ca46-d792-4ea3-b3b0-29f050c126bc","display_name":"daemonry-management","type":"ServicePrincipal","modified":[{"name":"ConsentAction.Permissions","old_value":null,"new_value":"[\"00000003-0000-0000-c000-000000000000: Application.ReadWrite.All, AppRoleAssignment.ReadWrite.All, DelegatedPermissionGrant.ReadWrite.All, Directory.Read.All, RoleManagement.ReadWrite.Directory, Organization.Read.All, Domain.Read.All, Policy.ReadWrite.ApplicationConfiguration, AuditLog.Read.All\"]"}]}],"result":"success","reason":"","details":{"isAdminConsent":"true","severity":"high"}}');
CREATE TABLE audit_targets (
	tenant_id TEXT NOT NULL, 
	object_id TEXT NOT NULL, 
	event_id TEXT NOT NULL, 
	CONSTRAINT pk_audit_targets PRIMARY KEY (tenant_id, object_id, event_id), 
	CONSTRAINT fk_audit_targets_tenant_id_event_id FOREIGN KEY(tenant_id, event_id) REFERENCES audit_events (tenant_id, event_id) ON DELETE CASCADE
);
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','e81bda28-dc59-401e-b3c5-b27d000e4984');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','kpL8sjRsfFxXoB4S9kx_LgZVKGg','1634d7bd-61bb-4e08-9253-7b1da2b4b40f');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','f7225217-953b-4419-a494-8f316fdd7533','8079b98d-43e7-4ae8-825c-0dadb01827a9');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','c1987653-10b8-4235-a677-088f11597e7a','0b81f24c-e687-41b2-ae3b-6b4209a93d56');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','c1987653-10b8-4235-a677-088f11597e7a','f148de57-76cc-428f-a09a-2577d672191d');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','f9bde14d-5303-4997-9254-6abdf1f3186d','9a8251df-6269-4943-a176-bce8e2ff6238');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','f9bde14d-5303-4997-9254-6abdf1f3186d','bff589d2-0506-4383-ace8-c380e8ad24e2');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','f9bde14d-5303-4997-9254-6abdf1f3186d','c818cf9a-b909-4e1e-a469-75b3e2b3f3dc');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','f9bde14d-5303-4997-9254-6abdf1f3186d','aae41f30-d903-4328-9c1a-c815090bde25');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','d73421d5-93b5-4342-8573-74450e0d685b','f1c178f4-278e-4679-a99a-759832be8949');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','ffa5bade-090b-445a-87a4-e3fb4ec643d5','e0e71f41-4f13-4fa9-8491-3bf9714636f1');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','5ec1fbe4-32f6-4c17-b93a-fcfba5fe7e20','85969164-4d9c-444d-886c-ef74988b20a9');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','ffa5bade-090b-445a-87a4-e3fb4ec643d5','f8658ce6-54a7-4f3a-9a51-63ed237aaa43');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','ffa5bade-090b-445a-87a4-e3fb4ec643d5','bd2357c2-55fe-49ae-a74a-3f9c8bf336db');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','d73421d5-93b5-4342-8573-74450e0d685b','dbf478e8-4f1c-4104-a046-adf35c07358a');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','5ec1fbe4-32f6-4c17-b93a-fcfba5fe7e20','dbf478e8-4f1c-4104-a046-adf35c07358a');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','d73421d5-93b5-4342-8573-74450e0d685b','8d789b20-c077-46ac-8c0a-acc4c15ee1ea');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','5ec1fbe4-32f6-4c17-b93a-fcfba5fe7e20','8d789b20-c077-46ac-8c0a-acc4c15ee1ea');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','5ec1fbe4-32f6-4c17-b93a-fcfba5fe7e20','e95db169-70e2-4928-93ff-99211159fa3e');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','661c897a-66a8-4399-bd37-07872af4279f','967e1e78-bd6c-4619-8cb3-008f80f3478c');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','2477ca46-d792-4ea3-b3b0-29f050c126bc','3e956970-0aad-49a3-a220-9e646acedfbd');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','661c897a-66a8-4399-bd37-07872af4279f','b0d3c1d9-463a-4ef6-ab7f-629ce663f55e');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','661c897a-66a8-4399-bd37-07872af4279f','7b51d9ff-84b3-4057-aaa1-d422e1192436');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','f7225217-953b-4419-a494-8f316fdd7533','aa2c88a9-007a-4ae8-817a-ddc78738e97a');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','2477ca46-d792-4ea3-b3b0-29f050c126bc','aa2c88a9-007a-4ae8-817a-ddc78738e97a');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','f7225217-953b-4419-a494-8f316fdd7533','b311a343-135b-4b43-a5b2-4d86338c35c3');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','2477ca46-d792-4ea3-b3b0-29f050c126bc','b311a343-135b-4b43-a5b2-4d86338c35c3');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','f7225217-953b-4419-a494-8f316fdd7533','268e1d44-14b2-48e0-87fc-8b9154cb4eb1');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','2477ca46-d792-4ea3-b3b0-29f050c126bc','268e1d44-14b2-48e0-87fc-8b9154cb4eb1');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','f7225217-953b-4419-a494-8f316fdd7533','8151b232-b601-4eaa-8b8f-8c86fb0fb17c');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','2477ca46-d792-4ea3-b3b0-29f050c126bc','8151b232-b601-4eaa-8b8f-8c86fb0fb17c');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','f7225217-953b-4419-a494-8f316fdd7533','d61a0744-6223-4ab0-b9e1-31daa4c61335');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','2477ca46-d792-4ea3-b3b0-29f050c126bc','d61a0744-6223-4ab0-b9e1-31daa4c61335');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','f7225217-953b-4419-a494-8f316fdd7533','81b127dc-5ec8-44c3-8ad2-63e1b3316465');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','2477ca46-d792-4ea3-b3b0-29f050c126bc','81b127dc-5ec8-44c3-8ad2-63e1b3316465');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','f7225217-953b-4419-a494-8f316fdd7533','a709cfc2-7fff-4d0b-9f9c-35856e82db3f');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','2477ca46-d792-4ea3-b3b0-29f050c126bc','a709cfc2-7fff-4d0b-9f9c-35856e82db3f');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','f7225217-953b-4419-a494-8f316fdd7533','1dc832a3-8ffc-473f-9aca-59712ce96744');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','2477ca46-d792-4ea3-b3b0-29f050c126bc','1dc832a3-8ffc-473f-9aca-59712ce96744');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','f7225217-953b-4419-a494-8f316fdd7533','8e366967-f7ec-4315-bc65-696008c90783');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','2477ca46-d792-4ea3-b3b0-29f050c126bc','8e366967-f7ec-4315-bc65-696008c90783');
INSERT INTO "audit_targets" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','2477ca46-d792-4ea3-b3b0-29f050c126bc','b23b1fcd-bd06-4207-bb95-90e337c0966d');
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
INSERT INTO "directory_changes" VALUES(1,'9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','');
INSERT INTO "directory_changes" VALUES(2,'9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','9e28be21-b77c-4e30-b3ee-f2ee9f478956');
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
INSERT INTO "domains" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','contoso.onmicrosoft.com',1,1,1,1,'');
CREATE TABLE identifier_uris (
	tenant_id TEXT NOT NULL, 
	uri_key TEXT NOT NULL, 
	app_id TEXT NOT NULL, 
	CONSTRAINT pk_identifier_uris PRIMARY KEY (tenant_id, uri_key), 
	CONSTRAINT fk_identifier_uris_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id)
);
INSERT INTO "identifier_uris" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','https://graph.microsoft.com','00000003-0000-0000-c000-000000000000');
INSERT INTO "identifier_uris" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','api://313eee3a-7c1f-4bba-b7ae-d48591a5e3e8','313eee3a-7c1f-4bba-b7ae-d48591a5e3e8');
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
INSERT INTO "password_credentials" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','661c897a-66a8-4399-bd37-07872af4279f','11b17dd0-390b-41ac-9012-7111b6695927',0,'tutorial','2026-11-24 17:12:02.000000','2028-11-24 17:12:02.000000','a63','5994acc9f61906b2',X'7B84DB3A18978B522B20AECFA12E581C4A01CFED4D08742966F69ED8F542E305');
INSERT INTO "password_credentials" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','ffa5bade-090b-445a-87a4-e3fb4ec643d5','be2ec090-4c28-4c62-a933-8f0dca4c17bb',0,'tutorial','2026-11-24 17:12:02.000000','2300-09-08 17:12:02.000000','rTK','5994acc9f61906b2',X'CCBDDF4DBA3A681BA144B04D883D923FD8D4AC7AE5B5FF48451C984C946AB926');
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
INSERT INTO "role_assignments" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','98ff8829-d197-4eac-a0e9-ed2b42b88eb3','c1987653-10b8-4235-a677-088f11597e7a','62e90394-69f5-4237-9190-012177145e10','/','2026-11-24 17:12:02.116933');
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
INSERT INTO "service_principals" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','f7225217-953b-4419-a494-8f316fdd7533','00000003-0000-0000-c000-000000000000','2026-11-24 17:12:02.075283',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"created_by_app_id":null}','microsoft graph');
INSERT INTO "service_principals" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','d73421d5-93b5-4342-8573-74450e0d685b','313eee3a-7c1f-4bba-b7ae-d48591a5e3e8','2026-11-24 17:12:02.144809',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"created_by_app_id":null}','ciam-todolist-api');
INSERT INTO "service_principals" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','5ec1fbe4-32f6-4c17-b93a-fcfba5fe7e20','9e28be21-b77c-4e30-b3ee-f2ee9f478956','2026-11-24 17:12:02.152312',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"created_by_app_id":null}','ciam-client-app');
INSERT INTO "service_principals" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','2477ca46-d792-4ea3-b3b0-29f050c126bc','a37cd460-797e-4a7a-b761-0c6abf3a618a','2026-11-24 17:12:02.233439',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"created_by_app_id":null}','daemonry-management');
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
INSERT INTO "signing_keys" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','kpL8sjRsfFxXoB4S9kx_LgZVKGg','RS256',X'308202D0308201B8A0030201020214276F72046C6D019E33569EF63A2B479CA0F3F59F300D06092A864886F70D01010B050030223120301E06035504030C17636F6E746F736F2E6F6E6D6963726F736F66742E636F6D301E170D3236313132333137313230325A170D3331313132333137313230325A30223120301E06035504030C17636F6E746F736F2E6F6E6D6963726F736F66742E636F6D30820122300D06092A864886F70D01010105000382010F003082010A0282010100D4A1D6CC28476DFF18AE0E2CCBA793215D2CC04D8D0361C6F0A06200AF6B007DDC2B064FEC8CC7C30DBCF326EA2AAB0EE9C05335095A1C078A0BA1371EEA8B4FFD0785909DB51CDFF4C4B4CE49F40518E7E2E79FECF29C8828BB8D22B3A5938419039D8302A89DFE6AC8DCEC1AB99ABD2177FB7787F5BA5666AED9180DF70A7C723CE6FB392A03AE57AD4EFCE7534F8833D1596B752DBE90AB5F2338D1A4428688748FBB21B82A99429928911A496F993E06D3FAF56D28F752DF6F13854724EF8EB3850FB5A0E831E60FEF8A318A83091A22E2E502E1C1C41305110169C5090145687C1A6B2FF63C0369D7F7E0D4760879685020B19D0D5112B1820127B491610203010001300D06092A864886F70D01010B0500038201010081A7E9ADFDC68AA99D03AEAE126CA8BB2657B087F31A463E32DBDB5C459A83FE7E0F82A43ED9AA5CDB83E049A981419375257B1EAE8F0CC6DF6793AB19096DA96B5D726A112F5FD86DBB02D5F36A7B443E8B101FB3B934017944B1C95D2FFC1726E6E10F0136F2AF7B5AAFED0D62CC2D31D716F1655F0E76E9C44475D7710D6E190422F32FAD05CFDC0E6805B5DA731F8F67D1E83ABEA042F9D7C152E51BF055E6FA1DAAABC7FF3078839835469A38691E97D1CAA9E164F609B23D2CD215B082F4643872C794B039D027A3E10197345FD028C1953A239EDAE44CA4BE6674C44C3D1B396CC483AB3B9FC98A0DD0D0DF939F9627EADC5D0850972887EC574E3702',X'011031313238616335333730336239323632FF6402BEE200DA18EAE305D302B3A385060F022D5925900171DB63991E0424F38E065E8DEAB542546E44447A9DC977A5EC265381E1CD7B2FF06D9F480CEF44D8A21FD2A0A64D748A2EE154545780837B7B3DD5A4DCD234ED59933A0E3F1102273A550D24501347045C1B841949504D40D37DEC39B798B1B0DB1F4C7139CFE69B0099978E84D70786F992FD3D73314AA256C06DA73AE653A20E126B558F0935B78450D8580A21C1F26DEF929E2A8211D3BD96E904FF52FE026C0416FF8DC5AEAB5AFFC34716680E7ABA26989294286D0CC36EBD725B2C6662BC5C22EF8080B9A44CE51A4E84C9EDE0EAFFA85655129FDAB1BB7460AF78CFB5DBA2F0F577565759D55F60AC20989C0CFCD101585EAC7BF49C09E4EB9139D475A1FE6DF26EF72DBC8C89AD4E64D4CB11A2F65D91ED2461517C8EEE72749EE8C02B7F0A3193DE9DE7F63242715762C58758B7B8AEDAFEFF9CE4B4FF0D73A37742A125D84F4AE0D1940098B9FE88AE3FC56A25FAFD360DDC60617F0019FA6D7DFDFF66A85B0FB02F0A2C0F07EFACCA391D981365D58C2A31F35A7217D368F8A7EB5AC6839E73E1A8130AA38C1B95DB78168B663AA66D67EB679B2B4DE8AE9EACD5301386E1FA7651B4D6EF799EC00E46FEDA195DAFE252A703C72ACAAB5EB27E32F17A70638D6600C43C6E499CFF74C2C76DBD4390DE603A81F2171D9B463BC9D2F534BC63A96A4E9EB7B31BC9319CED96E38D7DFF92D51DC5FDAB8C8691DFBD9862371D2246D28ED2414C29833FA6FE846FC4F5A2F4C486425EB5ADC1DCA7E50BA80F219555ACB6E359F0FFBD1C61BA3EC3A82F81F1612C78C27B4CB654FF5E597321578AD54633EDA5733DFE3A90FB7FD1D8B43F18663FEAE0D5EE6E0EC91F6C79B944DB2D6D09B7C8B2BB6A307955954DA5F1516EAF3B833ECF3E07B4971F24756D9EC4EDB9F6AB6B4895A02F9C4773A66714B5F5E379BE2E57919EF9E9292B477F9BE6A256CD0E14DFB7D96A993A443C6663E3547C4E5D24D6B42FFC08060A0704A64C77000F34FC50D6CD5A5301A0D7CE6D2E490FF362ADC2447C2F7278E0B7021EB98C2703FD33BD05542DE6462D78E8273948DB46E1F80E3278D6C101109976E10A384C3A4405B666AA81FADC3FB941F26642053ACBBA59C1434C75178B21EB3F94CF2C16112769D92A856CBA56B69778BEC60427EEF74AEB31E07955E86D16B31DF92A7789E5C05268088EDEB0E67E3038BABCF90187029523FDC1DC43A2E875C098C58251CE25F2D4FFDA0C15F108893319C61650DC0CCFBABF6F046407B51D440569D87EC652C06247D2CBA68B9BD404DFDD74A1E8B7C0BE2A95A192BEA5FEA099474F4A41F500C5666904BD1AD02C9DAB3F3CA6526A7FA3BBFA29B6E0FD3C667FD7DDACF192E12CDD569058AC0B2F6D28245A115F29DC79BD78655603E852C2096FCBDC4BBB8AE5CE0133F91D775120C8B55D0D784BD36F2FB9651E5675F4617716C93CB5A49C5A54BA4645B10E939349B740FB50ADDCDCED0C1875BAFAC97C579176628BCBA08A7789701E47A6C323C3673793A1370F2A917C9EF714FB67285B0DDB2767E1B76B6D3A3D3EA12E5508B555447CB4BD348A727F9DC107A1DC6C9F0E6B69660B767F3BFAA4F678193A9A0005477BDE76C963CA2BE961B2176E41C91B11174137590E97983240FE4CC7DE94239F4659857B7411B75715D34D17BCAE6AEE6DFCBABA483EA52EAB8F24EC77E7EBB820F19D00A27492A7BAB58DB2F72E86','2026-11-24 17:12:02.018362','2026-11-24 17:12:02.018356',NULL,NULL,'');
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
INSERT INTO "tenants" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','Contoso','contoso','CIAM','2026-11-24 17:12:02.000690','{"contacts":{"technical":[],"marketing":[],"security_mails":[],"security_phones":[],"privacy_email":null,"privacy_statement_url":null},"app_management":{"is_enabled":false,"application_restrictions":{"password_credentials":[],"key_credentials":[]},"service_principal_restrictions":{"password_credentials":[],"key_credentials":[]}}}');
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
INSERT INTO "users" VALUES('9c0fcff9-6cb3-43e1-82b7-71c77c8bb987','c1987653-10b8-4235-a677-088f11597e7a','admin@contoso.onmicrosoft.com','admin@contoso.onmicrosoft.com','Administrator','2026-11-24 17:12:02.084404','$argon2id$v=19$m=19456,t=2,p=1$ddfEVlE0WQGTy8OAGorfwQ$8Sl4TMm0NgapDZ/DC+3+doROI+e3/AJwfTcjSadPPQw',1,0,0,'2026-11-24 17:12:02.110951',NULL,NULL,'{}');
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
