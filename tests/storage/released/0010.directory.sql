BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0010');
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
INSERT INTO "app_role_assignments" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','Pitx7r1XZmtbitEFgvdttOpzqmOVMQkmrXiSujlCgrM','3286286b-b5ee-4110-870c-41c495880b96','0cf3d9f0-85e7-44cc-b3d5-a1735517a247','fd876b99-ac36-4d30-9ed1-2fbf749531a9','ServicePrincipal','2026-11-24 17:12:03.542292');
INSERT INTO "app_role_assignments" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','QxoRRvyEsvNVyDfa2jr5DlZJkjVMvY2NFSpc6jgv_ns','3286286b-b5ee-4110-870c-41c495880b96','0cf3d9f0-85e7-44cc-b3d5-a1735517a247','4b6b1ca8-46f2-4939-b563-6d5c034a2ddd','ServicePrincipal','2026-11-24 17:12:03.545082');
INSERT INTO "app_role_assignments" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','jgm9BVhY_GH4R8jAtNBuZexKgIquXw0Zf4GoXWuZFv4','f70ca336-8601-4c45-8888-3c93607806e4','979b2291-c2c3-4c66-b2d9-67eb745c19e9','1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9','ServicePrincipal','2026-11-24 17:12:03.575568');
INSERT INTO "app_role_assignments" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','Bpzlee8ifqecN1ma5l5qYeVXfHKM6DDTqUnNSlQuguo','f70ca336-8601-4c45-8888-3c93607806e4','979b2291-c2c3-4c66-b2d9-67eb745c19e9','06b708a9-e830-4db3-a914-8e69da51d44f','ServicePrincipal','2026-11-24 17:12:03.577404');
INSERT INTO "app_role_assignments" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','mt6Elq5qstNf-3u_gAKyGztYS9dQ-fJoz71q_gr3_DI','f70ca336-8601-4c45-8888-3c93607806e4','979b2291-c2c3-4c66-b2d9-67eb745c19e9','8e8e4742-1d95-4f68-9d56-6ee75648c72a','ServicePrincipal','2026-11-24 17:12:03.578929');
INSERT INTO "app_role_assignments" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','dJXWE3Sk5tztSYKhe79ORbDBMnwvsBKGWmDnD-SWyRU','f70ca336-8601-4c45-8888-3c93607806e4','979b2291-c2c3-4c66-b2d9-67eb745c19e9','7ab1d382-f21e-4acd-a863-ba3e13f7da61','ServicePrincipal','2026-11-24 17:12:03.580319');
INSERT INTO "app_role_assignments" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','YwPUhxh2Ke9ssjG9FAgR5MxB0_cSy_J_XjoQeDuw2Do','f70ca336-8601-4c45-8888-3c93607806e4','979b2291-c2c3-4c66-b2d9-67eb745c19e9','9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8','ServicePrincipal','2026-11-24 17:12:03.581769');
INSERT INTO "app_role_assignments" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','2P2etjaYbGb_vS9MKIQAVS9HhLZ2e1yUn68fnCl440o','f70ca336-8601-4c45-8888-3c93607806e4','979b2291-c2c3-4c66-b2d9-67eb745c19e9','498476ce-e0fe-48b0-b801-37ba7e2685c6','ServicePrincipal','2026-11-24 17:12:03.583128');
INSERT INTO "app_role_assignments" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','R8tsoXaaARzMR92e82fjzpvVMxDVvuKEKFefGP-yNG0','f70ca336-8601-4c45-8888-3c93607806e4','979b2291-c2c3-4c66-b2d9-67eb745c19e9','dbb9058a-0e50-45d7-ae91-66909b5d4664','ServicePrincipal','2026-11-24 17:12:03.584494');
INSERT INTO "app_role_assignments" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','qbHjK0uZUbEtiOXQx4OMI53VeOKPBvsoXcFOTOH86P0','f70ca336-8601-4c45-8888-3c93607806e4','979b2291-c2c3-4c66-b2d9-67eb745c19e9','be74164b-cff1-491c-8741-e671cb536e13','ServicePrincipal','2026-11-24 17:12:03.585906');
INSERT INTO "app_role_assignments" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','Mz3eMvXX50pHzeOLdcPj5HHAcUUxd0AMrmHzEWLHjPo','f70ca336-8601-4c45-8888-3c93607806e4','979b2291-c2c3-4c66-b2d9-67eb745c19e9','b0afded3-3588-46d8-8b3d-9842eff778da','ServicePrincipal','2026-11-24 17:12:03.587394');
CREATE TABLE application_words (
	tenant_id TEXT NOT NULL, 
	property TEXT NOT NULL, 
	word TEXT NOT NULL, 
	app_id TEXT NOT NULL, 
	CONSTRAINT pk_application_words PRIMARY KEY (tenant_id, property, word, app_id), 
	CONSTRAINT fk_application_words_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id)
);
INSERT INTO "application_words" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','displayname','graph','00000003-0000-0000-c000-000000000000');
INSERT INTO "application_words" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','displayname','microsoft','00000003-0000-0000-c000-000000000000');
INSERT INTO "application_words" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','displayname','api','c2e90124-4242-4bfd-94d6-7b39a03d2bd1');
INSERT INTO "application_words" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','displayname','ciam','c2e90124-4242-4bfd-94d6-7b39a03d2bd1');
INSERT INTO "application_words" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','displayname','todolist','c2e90124-4242-4bfd-94d6-7b39a03d2bd1');
INSERT INTO "application_words" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','displayname','app','ba562645-a9c0-4fe3-9573-cc631237fc46');
INSERT INTO "application_words" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','displayname','ciam','ba562645-a9c0-4fe3-9573-cc631237fc46');
INSERT INTO "application_words" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','displayname','client','ba562645-a9c0-4fe3-9573-cc631237fc46');
INSERT INTO "application_words" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','displayname','daemonry','2f8db4d5-5450-4d2c-9c45-1bd87f26bb8f');
INSERT INTO "application_words" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','displayname','management','2f8db4d5-5450-4d2c-9c45-1bd87f26bb8f');
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
INSERT INTO "applications" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','905f7af4-bcbe-42ed-82d5-29e1a6ee0026','c2e90124-4242-4bfd-94d6-7b39a03d2bd1','ciam-ToDoList-api','ciam-todolist-api',NULL,NULL,'2026-11-24 17:12:03.479871',NULL,'{"sign_in_audience":"AzureADMyOrg","description":null,"notes":null,"publisher_domain":"contoso.onmicrosoft.com","identifier_uris":["api://c2e90124-4242-4bfd-94d6-7b39a03d2bd1"],"app_roles":[{"role_id":"fd876b99-ac36-4d30-9ed1-2fbf749531a9","value":"ToDoList.Read.All","display_name":"ToDoList.Read.All","description":"Allow the app to read every user''s to-do list","allowed_member_types":["Application"],"is_enabled":true},{"role_id":"4b6b1ca8-46f2-4939-b563-6d5c034a2ddd","value":"ToDoList.ReadWrite.All","display_name":"ToDoList.ReadWrite.All","description":"Allow the app to read and write every user''s to-do list","allowed_member_types":["Application"],"is_enabled":true}],"required_resource_access":[],"key_credentials":[],"trusted_subjects":[],"federated_identity_credentials":[],"token_settings":{"assertion_profile":"entra","certificate_only":false,"access_token_profile":"entra","signing_algorithm":"RS256","sender_constraint":"none","allow_resource_parameter":false,"allow_role_subset":false,"allow_introspection":false,"allow_revocation":false,"continuous_access_evaluation":false},"optional_claims":{"id_token":[],"access_token":[{"name":"idtyp","source":null,"essential":false,"additional_properties":[]}],"saml2_token":[]},"api":{"requested_access_token_version":2,"accept_mapped_claims":null,"known_client_applications":[],"oauth2_permission_scopes":[{"scope_id":"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a21","value":"ToDoList.Read","type":"User","admin_consent_display_name":"Read to-do lists of people","admin_consent_description":"Lets the application read what people have to do.","user_consent_display_name":"Read your to-do list","user_consent_description":"Lets the application read what you have to do.","is_enabled":true},{"scope_id":"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a22","value":"ToDoList.ReadWrite","type":"User","admin_consent_display_name":"Read and change to-do lists of people","admin_consent_description":"Lets the application read and change what people have to do.","user_consent_display_name":"Read and change your to-do list","user_consent_description":"Lets the application read and change what you have to do.","is_enabled":true}],"pre_authorized_applications":[]},"web":{"home_page_url":null,"logout_url":null,"redirect_uris":[],"enable_access_token_issuance":false,"enable_id_token_issuance":false},"info":{"marketing_url":null,"privacy_statement_url":null,"support_url":null,"terms_of_service_url":null},"spa_redirect_uris":[],"public_client_redirect_uris":[],"is_fallback_public_client":null,"is_device_only_auth_supported":null,"group_membership_claims":null,"service_management_reference":null,"tags":[],"is_disabled":null,"oauth2_require_post_response":false,"created_by_app_id":null}');
INSERT INTO "applications" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','5542eb6e-7794-4fb9-82b0-dd9fe7e9344b','ba562645-a9c0-4fe3-9573-cc631237fc46','ciam-client-app','ciam-client-app',NULL,NULL,'2026-11-24 17:12:03.512978',NULL,'{"sign_in_audience":"AzureADMyOrg","description":null,"notes":null,"publisher_domain":"contoso.onmicrosoft.com","identifier_uris":[],"app_roles":[],"required_resource_access":[{"resource_app_id":"c2e90124-4242-4bfd-94d6-7b39a03d2bd1","resource_access":[{"permission_id":"fd876b99-ac36-4d30-9ed1-2fbf749531a9","type":"Role"},{"permission_id":"4b6b1ca8-46f2-4939-b563-6d5c034a2ddd","type":"Role"}]}],"key_credentials":[],"trusted_subjects":[],"federated_identity_credentials":[],"token_settings":{"assertion_profile":"entra","certificate_only":false,"access_token_profile":"entra","signing_algorithm":"RS256","sender_constraint":"none","allow_resource_parameter":false,"allow_role_subset":false,"allow_introspection":false,"allow_revocation":false,"continuous_access_evaluation":false},"optional_claims":null,"api":{"requested_access_token_version":null,"accept_mapped_claims":null,"known_client_applications":[],"oauth2_permission_scopes":[],"pre_authorized_applications":[]},"web":{"home_page_url":null,"logout_url":null,"redirect_uris":[],"enable_access_token_issuance":false,"enable_id_token_issuance":false},"info":{"marketing_url":null,"privacy_statement_url":null,"support_url":null,"terms_of_service_url":null},"spa_redirect_uris":[],"public_client_redirect_uris":[],"is_fallback_public_client":null,"is_device_only_auth_supported":null,"group_membership_claims":null,"service_management_reference":null,"tags":[],"is_disabled":null,"oauth2_require_post_response":false,"created_by_app_id":null}');
INSERT INTO "applications" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','4b16e4e2-7f54-448a-8587-f67cebd052a8','2f8db4d5-5450-4d2c-9c45-1bd87f26bb8f','daemonry-management','daemonry-management',NULL,NULL,'2026-11-24 17:12:03.547806',NULL,'{"sign_in_audience":"AzureADMyOrg","description":null,"notes":null,"publisher_domain":"contoso.onmicrosoft.com","identifier_uris":[],"app_roles":[],"required_resource_access":[{"resource_app_id":"00000003-0000-0000-c000-000000000000","resource_access":[{"permission_id":"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9","type":"Role"},{"permission_id":"06b708a9-e830-4db3-a914-8e69da51d44f","type":"Role"},{"permission_id":"8e8e4742-1d95-4f68-9d56-6ee75648c72a","type":"Role"},{"permission_id":"7ab1d382-f21e-4acd-a863-ba3e13f7da61","type":"Role"},{"permission_id":"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8","type":"Role"},{"permission_id":"498476ce-e0fe-48b0-b801-37ba7e2685c6","type":"Role"},{"permission_id":"dbb9058a-0e50-45d7-ae91-66909b5d4664","type":"Role"},{"permission_id":"be74164b-cff1-491c-8741-e671cb536e13","type":"Role"},{"permission_id":"b0afded3-3588-46d8-8b3d-9842eff778da","type":"Role"}]}],"key_credentials":[],"trusted_subjects":[],"federated_identity_credentials":[],"token_settings":{"assertion_profile":"entra","certificate_only":false,"access_token_profile":"entra","signing_algorithm":"RS256","sender_constraint":"none","allow_resource_parameter":false,"allow_role_subset":false,"allow_introspection":false,"allow_revocation":false,"continuous_access_evaluation":false},"optional_claims":null,"api":{"requested_access_token_version":null,"accept_mapped_claims":null,"known_client_applications":[],"oauth2_permission_scopes":[],"pre_authorized_applications":[]},"web":{"home_page_url":null,"logout_url":null,"redirect_uris":[],"enable_access_token_issuance":false,"enable_id_token_issuance":false},"info":{"marketing_url":null,"privacy_statement_url":null,"support_url":null,"terms_of_service_url":null},"spa_redirect_uris":[],"public_client_redirect_uris":[],"is_fallback_public_client":null,"is_device_only_auth_supported":null,"group_membership_claims":null,"service_management_reference":null,"tags":[],"is_disabled":null,"oauth2_require_post_response":false,"created_by_app_id":null}');
CREATE TABLE audit_events (
	tenant_id TEXT NOT NULL, 
	event_id TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_audit_events PRIMARY KEY (tenant_id, event_id)
);
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','d21f106d-7468-4efe-8bf2-01b5bd1d8a29','2026-11-24 17:12:03.220477','{"activity":"Create tenant","category":"DirectoryManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"7d07c1e8-a271-4a37-b4b7-285e7a870f0d","display_name":"Contoso","type":"Organization","modified":[{"name":"displayName","old_value":null,"new_value":"\"Contoso\""},{"name":"subdomain","old_value":null,"new_value":"\"contoso\""},{"name":"domains","old_value":null,"new_value":"[{\"name\":\"contoso.onmicrosoft.com\",\"isInitial\":true,\"isDefault\":true,\"isVerified\":true,\"verification\":\"\"}]"},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T17:12:03.213336Z\""},{"name":"tenantType","old_value":null,"new_value":"\"CIAM\""},{"name":"contacts","old_value":null,"new_value":"{\"technical\":[],\"marketing\":[],\"securityMails\":[],\"securityPhones\":[],\"privacyEmail\":null,\"privacyStatementUrl\":null}"},{"name":"appManagement","old_value":null,"new_value":"{\"isEnabled\":false,\"applicationRestrictions\":{\"passwordCredentials\":[],\"keyCredentials\":[]},\"servicePrincipalRestrictions\":{\"passwordCredentials\":[],\"keyCredentials\":[]}}"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','e6a2c4a3-c4d3-480e-978c-b1e018d578f4','2026-11-24 17:12:03.303290','{"activity":"Add token signing key","category":"DirectoryManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"wpWkSGY4sEIRq7BDR8eUPj3SvJk","display_name":"wpWkSGY4sEIRq7BDR8eUPj3SvJk","type":"SigningKey","modified":[{"name":"algorithm","old_value":null,"new_value":"\"RS256\""},{"name":"appId","old_value":null,"new_value":"\"\""},{"name":"activeFrom","old_value":null,"new_value":"\"2026-11-24T17:12:03.223845Z\""}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','dd7de69d-d304-41a9-b59b-9d77eda78e5c','2026-11-24 17:12:03.363312','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"979b2291-c2c3-4c66-b2d9-67eb745c19e9","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"00000003-0000-0000-c000-000000000000\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T17:12:03.330820Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','193961c7-d2c4-48dc-bd2f-8ea6c83b4f21','2026-11-24 17:12:03.472286','{"activity":"Add user","category":"UserManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"3c083cc1-ed27-4085-acae-18682729c7e3","display_name":"Administrator","type":"User","modified":[{"name":"userPrincipalName","old_value":null,"new_value":"\"admin@contoso.onmicrosoft.com\""},{"name":"displayName","old_value":null,"new_value":"\"Administrator\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T17:12:03.370179Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"mustChangePassword","old_value":null,"new_value":"false"},{"name":"passwordChangedAt","old_value":null,"new_value":"\"2026-11-24T17:12:03.464402Z\""},{"name":"isFactorRequired","old_value":null,"new_value":"false"},{"name":"details","old_value":null,"new_value":"{}"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','5a992e19-92c6-40e3-93bf-1f664dc6ad5d','2026-11-24 17:12:03.478690','{"activity":"Add member to role","category":"RoleManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"3c083cc1-ed27-4085-acae-18682729c7e3","display_name":"Administrator","type":"User","modified":[{"name":"Role.DisplayName","old_value":null,"new_value":"\"Global Administrator\""}]}],"result":"success","reason":"","details":{"severity":"high"}}');
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','bbbf18a6-d6e5-44e2-b9ed-a8e3b3930c98','2026-11-24 17:12:03.485092','{"activity":"Add application","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"905f7af4-bcbe-42ed-82d5-29e1a6ee0026","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"appId","old_value":null,"new_value":"\"c2e90124-4242-4bfd-94d6-7b39a03d2bd1\""},{"name":"displayName","old_value":null,"new_value":"\"ciam-ToDoList-api\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T17:12:03.479871Z\""},{"name":"signInAudience","old_value":null,"new_value":"\"AzureADMyOrg\""},{"name":"publisherDomain","old_value":null,"new_value":"\"contoso.onmicrosoft.com\""},{"name":"tokenSettings","old_value":null,"new_value":"{\"assertionProfile\":\"entra\",\"certificateOnly\":false,\"accessTokenProfile\":\"entra\",\"signingAlgorithm\":\"RS256\",\"senderConstraint\":\"none\",\"allowResourceParameter\":false,\"allowRoleSubset\":false,\"allowIntrospection\":false,\"allowRevocation\":false,\"continuousAccessEvaluation\":false}"},{"name":"optionalClaims","old_value":null,"new_value":"{\"idToken\":[],\"accessToken\":[{\"name\":\"idtyp\",\"source\":null,\"essential\":false,\"additionalProperties\":[]}],\"saml2Token\":[]}"},{"name":"api","old_value":null,"new_value":"{\"requestedAccessTokenVersion\":2,\"acceptMappedClaims\":null,\"knownClientApplications\":[],\"oauth2PermissionScopes\":[{\"id\":\"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a21\",\"value\":\"ToDoList.Read\",\"type\":\"User\",\"adminConsentDisplayName\":\"Read to-do lists of people\",\"adminConsentDescription\":\"Lets the application read what people have to do.\",\"userConsentDisplayName\":\"Read your to-do list\",\"userConsentDescription\":\"Lets the application read what you have to do.\",\"isEnabled\":true},{\"id\":\"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a22\",\"value\":\"ToDoList.ReadWrite\",\"type\":\"User\",\"adminConsentDisplayName\":\"Read and change to-do lists of people\",\"adminConsentDescription\":\"Lets the application read and change what people have to do.\",\"userConsentDisplayName\":\"Read and change your to-do list\",\"userConsentDescription\":\"Lets the application read and change what you have to do.\",\"isEnabled\":true}],\"preAuthorizedApplications\":[]}"},{"name":"web","old_value":null,"new_value":"{\"homePageUrl\":null,\"logoutUrl\":null,\"redirectUris\":[],\"enableAccessTokenIssuance\":false,\"enableIdTokenIssuance\":false}"},{"name":"info","old_value":null,"new_value":"{\"marketingUrl\":null,\"privacyStatementUrl\":null,\"supportUrl\":null,\"termsOfServiceUrl\":null}"},{"name":"oauth2RequirePostResponse","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','c8d06343-473b-4bac-8f42-868adbd71056','2026-11-24 17:12:03.491381','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"905f7af4-bcbe-42ed-82d5-29e1a6ee0026","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"identifierUris","old_value":"[]","new_value":"[\"api://c2e90124-4242-4bfd-94d6-7b39a03d2bd1\"]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','92a6d7cd-0ade-4cda-b4f3-301b7aa28681','2026-11-24 17:12:03.496797','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"905f7af4-bcbe-42ed-82d5-29e1a6ee0026","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"appRoles","old_value":"[]","new_value":"[{\"id\":\"fd876b99-ac36-4d30-9ed1-2fbf749531a9\",\"value\":\"ToDoList.Read.All\",\"displayName\":\"ToDoList.Read.All\",\"description\":\"Allow the app to read every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','d1c8b19a-49a0-4b09-8074-97ad5a8ba4f3','2026-11-24 17:12:03.505363','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"905f7af4-bcbe-42ed-82d5-29e1a6ee0026","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"appRoles","old_value":"[{\"id\":\"fd876b99-ac36-4d30-9ed1-2fbf749531a9\",\"value\":\"ToDoList.Read.All\",\"displayName\":\"ToDoList.Read.All\",\"description\":\"Allow the app to read every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]","new_value":"[{\"id\":\"fd876b99-ac36-4d30-9ed1-2fbf749531a9\",\"value\":\"ToDoList.Read.All\",\"displayName\":\"ToDoList.Read.All\",\"description\":\"Allow the app to read every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true},{\"id\":\"4b6b1ca8-46f2-4939-b563-6d5c034a2ddd\",\"value\":\"ToDoList.ReadWrite.All\",\"displayName\":\"ToDoList.ReadWrite.All\",\"description\":\"Allow the app to read and write every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','cd2355b2-7f87-44c8-a3b3-de08dd4bf1c5','2026-11-24 17:12:03.511648','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"0cf3d9f0-85e7-44cc-b3d5-a1735517a247","display_name":"ciam-ToDoList-api","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"c2e90124-4242-4bfd-94d6-7b39a03d2bd1\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T17:12:03.510656Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','c27c727c-8ce0-4afd-9e81-a2806ede68cf','2026-11-24 17:12:03.516147','{"activity":"Add application","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"5542eb6e-7794-4fb9-82b0-dd9fe7e9344b","display_name":"ciam-client-app","type":"Application","modified":[{"name":"appId","old_value":null,"new_value":"\"ba562645-a9c0-4fe3-9573-cc631237fc46\""},{"name":"displayName","old_value":null,"new_value":"\"ciam-client-app\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T17:12:03.512978Z\""},{"name":"signInAudience","old_value":null,"new_value":"\"AzureADMyOrg\""},{"name":"publisherDomain","old_value":null,"new_value":"\"contoso.onmicrosoft.com\""},{"name":"tokenSettings","old_value":null,"new_value":"{\"assertionProfile\":\"entra\",\"certificateOnly\":false,\"accessTokenProfile\":\"entra\",\"signingAlgorithm\":\"RS256\",\"senderConstraint\":\"none\",\"allowResourceParameter\":false,\"allowRoleSubset\":false,\"allowIntrospection\":false,\"allowRevocation\":false,\"continuousAccessEvaluation\":false}"},{"name":"api","old_value":null,"new_value":"{\"requestedAccessTokenVersion\":null,\"acceptMappedClaims\":null,\"knownClientApplications\":[],\"oauth2PermissionScopes\":[],\"preAuthorizedApplications\":[]}"},{"name":"web","old_value":null,"new_value":"{\"homePageUrl\":null,\"logoutUrl\":null,\"redirectUris\":[],\"enableAccessTokenIssuance\":false,\"enableIdTokenIssuance\":false}"},{"name":"info","old_value":null,"new_value":"{\"marketingUrl\":null,\"privacyStatementUrl\":null,\"supportUrl\":null,\"termsOfServiceUrl\":null}"},{"name":"oauth2RequirePostResponse","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','8936284c-e261-4a6e-98a4-bba24d3bcfb5','2026-11-24 17:12:03.519955','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"3286286b-b5ee-4110-870c-41c495880b96","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"ba562645-a9c0-4fe3-9573-cc631237fc46\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T17:12:03.519014Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','d4151405-2f7e-4cef-ba24-ae80c95607be','2026-11-24 17:12:03.530681','{"activity":"Update application - Certificates and secrets management","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"5542eb6e-7794-4fb9-82b0-dd9fe7e9344b","display_name":"ciam-client-app","type":"Application","modified":[{"name":"passwordCredentials","old_value":"[]","new_value":"[{\"keyId\":\"6ac36464-2840-44d0-9185-71875a93eeac\",\"displayName\":\"tutorial\",\"startDateTime\":\"2026-11-24T17:12:03Z\",\"endDateTime\":\"2028-11-24T17:12:03Z\",\"hint\":\"7ep\"}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','f75d66ce-7ecd-424d-bbe0-de554e624986','2026-11-24 17:12:03.536657','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"5542eb6e-7794-4fb9-82b0-dd9fe7e9344b","display_name":"ciam-client-app","type":"Application","modified":[{"name":"requiredResourceAccess","old_value":"[]","new_value":"[{\"resourceAppId\":\"c2e90124-4242-4bfd-94d6-7b39a03d2bd1\",\"resourceAccess\":[{\"id\":\"fd876b99-ac36-4d30-9ed1-2fbf749531a9\",\"type\":\"Role\"},{\"id\":\"4b6b1ca8-46f2-4939-b563-6d5c034a2ddd\",\"type\":\"Role\"}]}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','9d00ad72-1031-4bfa-908b-c727125f0f0a','2026-11-24 17:12:03.544132','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"0cf3d9f0-85e7-44cc-b3d5-a1735517a247","display_name":"ciam-ToDoList-api","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"fd876b99-ac36-4d30-9ed1-2fbf749531a9\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"ToDoList.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"ToDoList.Read.All\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"3286286b-b5ee-4110-870c-41c495880b96\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"ciam-client-app\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"ba562645-a9c0-4fe3-9573-cc631237fc46\""}]},{"object_id":"3286286b-b5ee-4110-870c-41c495880b96","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','0cdc38e8-87a3-4743-a489-0cc7d8a171f9','2026-11-24 17:12:03.546124','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"0cf3d9f0-85e7-44cc-b3d5-a1735517a247","display_name":"ciam-ToDoList-api","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"4b6b1ca8-46f2-4939-b563-6d5c034a2ddd\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"ToDoList.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"ToDoList.ReadWrite.All\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"3286286b-b5ee-4110-870c-41c495880b96\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"ciam-client-app\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"ba562645-a9c0-4fe3-9573-cc631237fc46\""}]},{"object_id":"3286286b-b5ee-4110-870c-41c495880b96","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','eda2e394-66d1-4f75-af83-7227c56d72d5','2026-11-24 17:12:03.546616','{"activity":"Consent to application","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"3286286b-b5ee-4110-870c-41c495880b96","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[{"name":"ConsentAction.Permissions","old_value":null,"new_value":"[\"c2e90124-4242-4bfd-94d6-7b39a03d2bd1: ToDoList.Read.All, ToDoList.ReadWrite.All\"]"}]}],"result":"success","reason":"","details":{"isAdminConsent":"true"}}');
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','933732c6-70d0-4bb4-887c-157dce6100e7','2026-11-24 17:12:03.550829','{"activity":"Add application","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"4b16e4e2-7f54-448a-8587-f67cebd052a8","display_name":"daemonry-management","type":"Application","modified":[{"name":"appId","old_value":null,"new_value":"\"2f8db4d5-5450-4d2c-9c45-1bd87f26bb8f\""},{"name":"displayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T17:12:03.547806Z\""},{"name":"signInAudience","old_value":null,"new_value":"\"AzureADMyOrg\""},{"name":"publisherDomain","old_value":null,"new_value":"\"contoso.onmicrosoft.com\""},{"name":"tokenSettings","old_value":null,"new_value":"{\"assertionProfile\":\"entra\",\"certificateOnly\":false,\"accessTokenProfile\":\"entra\",\"signingAlgorithm\":\"RS256\",\"senderConstraint\":\"none\",\"allowResourceParameter\":false,\"allowRoleSubset\":false,\"allowIntrospection\":false,\"allowRevocation\":false,\"continuousAccessEvaluation\":false}"},{"name":"api","old_value":null,"new_value":"{\"requestedAccessTokenVersion\":null,\"acceptMappedClaims\":null,\"knownClientApplications\":[],\"oauth2PermissionScopes\":[],\"preAuthorizedApplications\":[]}"},{"name":"web","old_value":null,"new_value":"{\"homePageUrl\":null,\"logoutUrl\":null,\"redirectUris\":[],\"enableAccessTokenIssuance\":false,\"enableIdTokenIssuance\":false}"},{"name":"info","old_value":null,"new_value":"{\"marketingUrl\":null,\"privacyStatementUrl\":null,\"supportUrl\":null,\"termsOfServiceUrl\":null}"},{"name":"oauth2RequirePostResponse","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','2f50699a-832a-46b9-a985-a70907fdc165','2026-11-24 17:12:03.554338','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"f70ca336-8601-4c45-8888-3c93607806e4","display_name":"daemonry-management","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"2f8db4d5-5450-4d2c-9c45-1bd87f26bb8f\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T17:12:03.553459Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','7c495831-7dbd-4a1b-81fc-43c94ee41e34','2026-11-24 17:12:03.563859','{"activity":"Update application - Certificates and secrets management","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"4b16e4e2-7f54-448a-8587-f67cebd052a8","display_name":"daemonry-management","type":"Application","modified":[{"name":"passwordCredentials","old_value":"[]","new_value":"[{\"keyId\":\"726d4e00-4576-4a37-a9c9-1f46c80985fa\",\"displayName\":\"tutorial\",\"startDateTime\":\"2026-11-24T17:12:03Z\",\"endDateTime\":\"2028-11-24T17:12:03Z\",\"hint\":\"rkV\"}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','40ab3ba5-72ff-4e6c-b30d-ffb97ee0d7fc','2026-11-24 17:12:03.570304','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"4b16e4e2-7f54-448a-8587-f67cebd052a8","display_name":"daemonry-management","type":"Application","modified":[{"name":"requiredResourceAccess","old_value":"[]","new_value":"[{\"resourceAppId\":\"00000003-0000-0000-c000-000000000000\",\"resourceAccess\":[{\"id\":\"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9\",\"type\":\"Role\"},{\"id\":\"06b708a9-e830-4db3-a914-8e69da51d44f\",\"type\":\"Role\"},{\"id\":\"8e8e4742-1d95-4f68-9d56-6ee75648c72a\",\"type\":\"Role\"},{\"id\":\"7ab1d382-f21e-4acd-a863-ba3e13f7da61\",\"type\":\"Role\"},{\"id\":\"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8\",\"type\":\"Role\"},{\"id\":\"498476ce-e0fe-48b0-b801-37ba7e2685c6\",\"type\":\"Role\"},{\"id\":\"dbb9058a-0e50-45d7-ae91-66909b5d4664\",\"type\":\"Role\"},{\"id\":\"be74164b-cff1-491c-8741-e671cb536e13\",\"type\":\"Role\"},{\"id\":\"b0afded3-3588-46d8-8b3d-9842eff778da\",\"type\":\"Role\"}]}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','3b0f76ab-f0b7-483a-8290-54003438c68c','2026-11-24 17:12:03.576766','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"979b2291-c2c3-4c66-b2d9-67eb745c19e9","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Application.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read and write all applications\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"f70ca336-8601-4c45-8888-3c93607806e4\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"2f8db4d5-5450-4d2c-9c45-1bd87f26bb8f\""}]},{"object_id":"f70ca336-8601-4c45-8888-3c93607806e4","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{"severity":"high","takeoverPermissions":"Application.ReadWrite.All"}}');
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','24a2ddc1-1cb6-4078-85e2-132b5e2035a3','2026-11-24 17:12:03.578452','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"979b2291-c2c3-4c66-b2d9-67eb745c19e9","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"06b708a9-e830-4db3-a914-8e69da51d44f\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"AppRoleAssignment.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage app role assignments and grant admin consent\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"f70ca336-8601-4c45-8888-3c93607806e4\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"2f8db4d5-5450-4d2c-9c45-1bd87f26bb8f\""}]},{"object_id":"f70ca336-8601-4c45-8888-3c93607806e4","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{"severity":"high","takeoverPermissions":"AppRoleAssignment.ReadWrite.All"}}');
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','07fa9cdc-1f08-40eb-b0b1-ee218c722ea0','2026-11-24 17:12:03.579875','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"979b2291-c2c3-4c66-b2d9-67eb745c19e9","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"8e8e4742-1d95-4f68-9d56-6ee75648c72a\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"DelegatedPermissionGrant.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage delegated permission grants\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"f70ca336-8601-4c45-8888-3c93607806e4\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"2f8db4d5-5450-4d2c-9c45-1bd87f26bb8f\""}]},{"object_id":"f70ca336-8601-4c45-8888-3c93607806e4","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','b1ed5d78-637b-4e5b-9cbb-fb8659cd6b30','2026-11-24 17:12:03.581325','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"979b2291-c2c3-4c66-b2d9-67eb745c19e9","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"7ab1d382-f21e-4acd-a863-ba3e13f7da61\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Directory.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read directory data\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"f70ca336-8601-4c45-8888-3c93607806e4\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"2f8db4d5-5450-4d2c-9c45-1bd87f26bb8f\""}]},{"object_id":"f70ca336-8601-4c45-8888-3c93607806e4","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','10b4cea0-c6ab-4e6c-a81e-96bdb8b8945b','2026-11-24 17:12:03.582691','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"979b2291-c2c3-4c66-b2d9-67eb745c19e9","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"RoleManagement.ReadWrite.Directory\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage directory roles and their assignments\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"f70ca336-8601-4c45-8888-3c93607806e4\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"2f8db4d5-5450-4d2c-9c45-1bd87f26bb8f\""}]},{"object_id":"f70ca336-8601-4c45-8888-3c93607806e4","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{"severity":"high","takeoverPermissions":"RoleManagement.ReadWrite.Directory"}}');
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','3cc3b122-8169-479a-b4be-ef4171a80f97','2026-11-24 17:12:03.584052','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"979b2291-c2c3-4c66-b2d9-67eb745c19e9","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"498476ce-e0fe-48b0-b801-37ba7e2685c6\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Organization.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read the organization\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"f70ca336-8601-4c45-8888-3c93607806e4\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"2f8db4d5-5450-4d2c-9c45-1bd87f26bb8f\""}]},{"object_id":"f70ca336-8601-4c45-8888-3c93607806e4","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','7db94643-bcd4-49b7-9c81-fdd0ed066956','2026-11-24 17:12:03.585463','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"979b2291-c2c3-4c66-b2d9-67eb745c19e9","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"dbb9058a-0e50-45d7-ae91-66909b5d4664\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Domain.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read domains\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"f70ca336-8601-4c45-8888-3c93607806e4\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"2f8db4d5-5450-4d2c-9c45-1bd87f26bb8f\""}]},{"object_id":"f70ca336-8601-4c45-8888-3c93607806e4","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','9af55fef-9b7b-4a9b-be53-e0ad36a03123','2026-11-24 17:12:03.586808','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"979b2291-c2c3-4c66-b2d9-67eb745c19e9","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"be74164b-cff1-491c-8741-e671cb536e13\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Policy.ReadWrite.ApplicationConfiguration\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage application configuration policies\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"f70ca336-8601-4c45-8888-3c93607806e4\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"2f8db4d5-5450-4d2c-9c45-1bd87f26bb8f\""}]},{"object_id":"f70ca336-8601-4c45-8888-3c93607806e4","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','29337991-af7b-4441-bc10-0f471cd38516','2026-11-24 17:12:03.588408','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"979b2291-c2c3-4c66-b2d9-67eb745c19e9","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"b0afded3-3588-46d8-8b3d-9842eff778da\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"AuditLog.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read audit and sign-in records\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"f70ca336-8601-4c45-8888-3c93607806e4\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"2f8db4d5-5450-4d2c-9c45-1bd87f26bb8f\""}]},{"object_id":"f70ca336-8601-4c45-8888-3c93607806e4","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','6be97630-aea0-410c-b4da-8d66161ac706','2026-11-24 17:12:03.588942','{"activity":"Consent to application","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"f70ca336-8601-4c45-8888-3c93607806e4","display_name":"daemonry-management","type":"ServicePrincipal","modified":[{"name":"ConsentAction.Permissions","old_value":null,"new_value":"[\"00000003-0000-0000-c000-000000000000: Application.ReadWrite.All, AppRoleAssignment.ReadWrite.All, DelegatedPermissionGrant.ReadWrite.All, Directory.Read.All, RoleManagement.ReadWrite.Directory, Organization.Read.All, Domain.Read.All, Policy.ReadWrite.ApplicationConfiguration, AuditLog.Read.All\"]"}]}],"result":"success","reason":"","details":{"isAdminConsent":"true","severity":"high"}}');
CREATE TABLE audit_targets (
	tenant_id TEXT NOT NULL, 
	object_id TEXT NOT NULL, 
	event_id TEXT NOT NULL, 
	CONSTRAINT pk_audit_targets PRIMARY KEY (tenant_id, object_id, event_id), 
	CONSTRAINT fk_audit_targets_tenant_id_event_id FOREIGN KEY(tenant_id, event_id) REFERENCES audit_events (tenant_id, event_id) ON DELETE CASCADE
);
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','7d07c1e8-a271-4a37-b4b7-285e7a870f0d','d21f106d-7468-4efe-8bf2-01b5bd1d8a29');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','wpWkSGY4sEIRq7BDR8eUPj3SvJk','e6a2c4a3-c4d3-480e-978c-b1e018d578f4');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','979b2291-c2c3-4c66-b2d9-67eb745c19e9','dd7de69d-d304-41a9-b59b-9d77eda78e5c');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','3c083cc1-ed27-4085-acae-18682729c7e3','193961c7-d2c4-48dc-bd2f-8ea6c83b4f21');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','3c083cc1-ed27-4085-acae-18682729c7e3','5a992e19-92c6-40e3-93bf-1f664dc6ad5d');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','905f7af4-bcbe-42ed-82d5-29e1a6ee0026','bbbf18a6-d6e5-44e2-b9ed-a8e3b3930c98');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','905f7af4-bcbe-42ed-82d5-29e1a6ee0026','c8d06343-473b-4bac-8f42-868adbd71056');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','905f7af4-bcbe-42ed-82d5-29e1a6ee0026','92a6d7cd-0ade-4cda-b4f3-301b7aa28681');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','905f7af4-bcbe-42ed-82d5-29e1a6ee0026','d1c8b19a-49a0-4b09-8074-97ad5a8ba4f3');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','0cf3d9f0-85e7-44cc-b3d5-a1735517a247','cd2355b2-7f87-44c8-a3b3-de08dd4bf1c5');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','5542eb6e-7794-4fb9-82b0-dd9fe7e9344b','c27c727c-8ce0-4afd-9e81-a2806ede68cf');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','3286286b-b5ee-4110-870c-41c495880b96','8936284c-e261-4a6e-98a4-bba24d3bcfb5');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','5542eb6e-7794-4fb9-82b0-dd9fe7e9344b','d4151405-2f7e-4cef-ba24-ae80c95607be');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','5542eb6e-7794-4fb9-82b0-dd9fe7e9344b','f75d66ce-7ecd-424d-bbe0-de554e624986');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','0cf3d9f0-85e7-44cc-b3d5-a1735517a247','9d00ad72-1031-4bfa-908b-c727125f0f0a');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','3286286b-b5ee-4110-870c-41c495880b96','9d00ad72-1031-4bfa-908b-c727125f0f0a');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','0cf3d9f0-85e7-44cc-b3d5-a1735517a247','0cdc38e8-87a3-4743-a489-0cc7d8a171f9');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','3286286b-b5ee-4110-870c-41c495880b96','0cdc38e8-87a3-4743-a489-0cc7d8a171f9');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','3286286b-b5ee-4110-870c-41c495880b96','eda2e394-66d1-4f75-af83-7227c56d72d5');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','4b16e4e2-7f54-448a-8587-f67cebd052a8','933732c6-70d0-4bb4-887c-157dce6100e7');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','f70ca336-8601-4c45-8888-3c93607806e4','2f50699a-832a-46b9-a985-a70907fdc165');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','4b16e4e2-7f54-448a-8587-f67cebd052a8','7c495831-7dbd-4a1b-81fc-43c94ee41e34');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','4b16e4e2-7f54-448a-8587-f67cebd052a8','40ab3ba5-72ff-4e6c-b30d-ffb97ee0d7fc');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','979b2291-c2c3-4c66-b2d9-67eb745c19e9','3b0f76ab-f0b7-483a-8290-54003438c68c');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','f70ca336-8601-4c45-8888-3c93607806e4','3b0f76ab-f0b7-483a-8290-54003438c68c');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','979b2291-c2c3-4c66-b2d9-67eb745c19e9','24a2ddc1-1cb6-4078-85e2-132b5e2035a3');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','f70ca336-8601-4c45-8888-3c93607806e4','24a2ddc1-1cb6-4078-85e2-132b5e2035a3');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','979b2291-c2c3-4c66-b2d9-67eb745c19e9','07fa9cdc-1f08-40eb-b0b1-ee218c722ea0');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','f70ca336-8601-4c45-8888-3c93607806e4','07fa9cdc-1f08-40eb-b0b1-ee218c722ea0');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','979b2291-c2c3-4c66-b2d9-67eb745c19e9','b1ed5d78-637b-4e5b-9cbb-fb8659cd6b30');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','f70ca336-8601-4c45-8888-3c93607806e4','b1ed5d78-637b-4e5b-9cbb-fb8659cd6b30');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','979b2291-c2c3-4c66-b2d9-67eb745c19e9','10b4cea0-c6ab-4e6c-a81e-96bdb8b8945b');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','f70ca336-8601-4c45-8888-3c93607806e4','10b4cea0-c6ab-4e6c-a81e-96bdb8b8945b');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','979b2291-c2c3-4c66-b2d9-67eb745c19e9','3cc3b122-8169-479a-b4be-ef4171a80f97');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','f70ca336-8601-4c45-8888-3c93607806e4','3cc3b122-8169-479a-b4be-ef4171a80f97');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','979b2291-c2c3-4c66-b2d9-67eb745c19e9','7db94643-bcd4-49b7-9c81-fdd0ed066956');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','f70ca336-8601-4c45-8888-3c93607806e4','7db94643-bcd4-49b7-9c81-fdd0ed066956');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','979b2291-c2c3-4c66-b2d9-67eb745c19e9','9af55fef-9b7b-4a9b-be53-e0ad36a03123');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','f70ca336-8601-4c45-8888-3c93607806e4','9af55fef-9b7b-4a9b-be53-e0ad36a03123');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','979b2291-c2c3-4c66-b2d9-67eb745c19e9','29337991-af7b-4441-bc10-0f471cd38516');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','f70ca336-8601-4c45-8888-3c93607806e4','29337991-af7b-4441-bc10-0f471cd38516');
INSERT INTO "audit_targets" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','f70ca336-8601-4c45-8888-3c93607806e4','6be97630-aea0-410c-b4da-8d66161ac706');
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
INSERT INTO "directory_changes" VALUES(1,'7d07c1e8-a271-4a37-b4b7-285e7a870f0d','');
INSERT INTO "directory_changes" VALUES(2,'7d07c1e8-a271-4a37-b4b7-285e7a870f0d','ba562645-a9c0-4fe3-9573-cc631237fc46');
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
INSERT INTO "domains" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','contoso.onmicrosoft.com',1,1,1,1,'');
CREATE TABLE identifier_uris (
	tenant_id TEXT NOT NULL, 
	uri_key TEXT NOT NULL, 
	app_id TEXT NOT NULL, 
	CONSTRAINT pk_identifier_uris PRIMARY KEY (tenant_id, uri_key), 
	CONSTRAINT fk_identifier_uris_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id)
);
INSERT INTO "identifier_uris" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','https://graph.microsoft.com','00000003-0000-0000-c000-000000000000');
INSERT INTO "identifier_uris" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','api://c2e90124-4242-4bfd-94d6-7b39a03d2bd1','c2e90124-4242-4bfd-94d6-7b39a03d2bd1');
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
INSERT INTO "password_credentials" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','4b16e4e2-7f54-448a-8587-f67cebd052a8','726d4e00-4576-4a37-a9c9-1f46c80985fa',0,'tutorial','2026-11-24 17:12:03.000000','2028-11-24 17:12:03.000000','rkV','5994acc9f61906b2',X'F37027CAE291D7DB0FB95C4883BC3E5B621CADB2E2FAF62F0C0D182C3FCE2F5B');
INSERT INTO "password_credentials" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','5542eb6e-7794-4fb9-82b0-dd9fe7e9344b','6ac36464-2840-44d0-9185-71875a93eeac',0,'tutorial','2026-11-24 17:12:03.000000','2300-09-08 17:12:03.000000','7ep','5994acc9f61906b2',X'46573AA99DD590CA3C244244D640137F5659D0CB87506CCD2B8B2FEC7EEAF8D9');
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
INSERT INTO "role_assignments" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','6c0c29a6-e316-4462-9cfe-eb1019c7c8f2','3c083cc1-ed27-4085-acae-18682729c7e3','62e90394-69f5-4237-9190-012177145e10','/','2026-11-24 17:12:03.476603');
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
INSERT INTO "service_principals" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','979b2291-c2c3-4c66-b2d9-67eb745c19e9','00000003-0000-0000-c000-000000000000','2026-11-24 17:12:03.330820',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"created_by_app_id":null}','microsoft graph');
INSERT INTO "service_principals" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','0cf3d9f0-85e7-44cc-b3d5-a1735517a247','c2e90124-4242-4bfd-94d6-7b39a03d2bd1','2026-11-24 17:12:03.510656',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"created_by_app_id":null}','ciam-todolist-api');
INSERT INTO "service_principals" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','3286286b-b5ee-4110-870c-41c495880b96','ba562645-a9c0-4fe3-9573-cc631237fc46','2026-11-24 17:12:03.519014',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"created_by_app_id":null}','ciam-client-app');
INSERT INTO "service_principals" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','f70ca336-8601-4c45-8888-3c93607806e4','2f8db4d5-5450-4d2c-9c45-1bd87f26bb8f','2026-11-24 17:12:03.553459',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"created_by_app_id":null}','daemonry-management');
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
INSERT INTO "signing_keys" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','wpWkSGY4sEIRq7BDR8eUPj3SvJk','RS256',X'308202D0308201B8A00302010202146C53CF217FAA12909D950B7F407ED1BF664B111C300D06092A864886F70D01010B050030223120301E06035504030C17636F6E746F736F2E6F6E6D6963726F736F66742E636F6D301E170D3236313132333137313230335A170D3331313132333137313230335A30223120301E06035504030C17636F6E746F736F2E6F6E6D6963726F736F66742E636F6D30820122300D06092A864886F70D01010105000382010F003082010A0282010100D62696E04AE5E803DB6676BAE3D252156A20E8ED84FD6974ED409D98D3A22A044B474DC71568E02BF6E52CE1CDF85935A27795B2C7AAD791B33973F37BFB01ABA61924D598A0581AEB5E533263D876939E41713B21AFE9824C5992ECC944B856B3711FA1226B798D6D23A0D11CA14F8DBC4A9C3A10646AB3C5384C9253567692EB9CB193F6DD49EDA6D75C37D1DDC1C4BA340E29A1B6D041F5DFECD0DB03392DBCD14364FDB99FC2B820AFD73920AC0A7837A40A6E6B87DBF2D075F6F86BD533B77DD68639ACD1EADAD4EF8C0DC64E178DFC9FDF7126B768B168D29498877AF686ADBF9FB8E70EEED38E864C40A033004F3E18C22A125154A44C9A37031D0DD90203010001300D06092A864886F70D01010B0500038201010080398860EF4C458823AEFFA8DF82C6F8B631EAAB56A1217542FC188A081DC82287669D0E0A20250F17C1EB5A113A483918A63D66955FD0B6238E371F555F2A890A8F36C2185B1D2958D58E0214436E18DA91A04B2122FFB2D406E7EA7034DBA607E0D5AE9A4606F5A4BE47C84B1B0F196C65AB7B3F53D33CAF13CCA251B028E60BE820D5A888654EB4F1FA3553D949749F3268F270AE60E903CC5B33E130E657A874D938461E328ABDB146BB6FA0E59621858A119EFAD1ABB6B5B24DF3F15F448C118A7D528B0ED213FFD8480420E031CDF06767284A6F7484375AEADC6C3AC2AF18154BE86F30B21DDF9467B2FD8D36EB8531A55A87E11E71E22278D594E07A',X'0110313132386163353337303362393236323DDAD31D107AE3B57FB44437C68E298A40DF25B7B2E61708587C5950C637492920150AA0856052638E59F5DB8C63541B4749B6C8F7E01940752A3900E0EAF460ED68155FD027D00ACA481CBD8C44A895EF4743A5B3F82B8E1D2D94A3EC0F128D91E05069DCA5767558E4197E44B970DF073B33169ABB96FF153518744FEC10D46E4FFF0428B95BED94A2CB32A1B194FC63EFA435F6C8EB97D6C3943E703532DB2B9B2DDBBA4EA4DFF0D155907F55B1488EA7E231008CE45F8CB41B0660A7559DA6C4FD762650AE1EC18BC4EA49EDF91045787DCA6FE9259D8A6119D99CC209E7F5CC14985ACBE8E4CF36FC1D88462902352D3FFF0B7B8147EA074DA1535E12267B5863CC042591E53BD03C68D58F4C2CA2CA273BD585BE95F96AD7C93049294CC955095FBD63F9E11F7010A30EFAC17F38578EB136BEAD30A8E75E9B81DE6474FFA4509FF547C6A27CA804A56CE232226AD6B5CF78A88D130B591FC7DB1509E4DBBF01BE8986A926660B698AB7FCD6FE1280F15DA2F84A2ABA1340432DEC147E5E5E71FF3990885B655DE8C60E2EA5A7A17374F53A17F2B3F9F46B00FA3178F788FFF75E1A516632CD0C335D36A934AEBD55E108331E54967D8200613A11229C49C4270523689A9F23368B2AFE99E2A39ACD9E0E06F1E2B88A08E3A0A5EF93945BAF36D28B5FEB0734968861A47AA423F7EF68A3C112CF372C375AFACF6377EC9EE87D5730666FE8C414FC5484E95F45A8EA053590E82BA18FB34FEAE29C62FB9C61D30C470085B8B1229CED38189FBB599C7FCA75AF70BDE98DC6639E2F650ACE17B8B4EC0699981DEEB50B63C00E70F1899D459FB94A4E97702A25D5ADB1400E850BC9673E6A843E8F4D1DE991434A6B91D4603B167C66F6DDB29CAFB9B498AA77910CA7950CD1E1EEDF9563CF97E9BDEA2E2CDDA398B813AF7B685C56040AAC665CB97D6CAECAF5D2593AD1BF40AB22FDFA16247531AF60AF1965405CA3E8E7AF98A48BEA43B56D940442F9BBE9335DFE673461E99B62DA08BC2DF246E09816979CF1CA20C6D58266A70839864DFA1C8AAFCFE6F944416D2467220DF9EB562167ED785BE8F6472C400BC8E602AF6DF5702A07825525EED3AEFB843FE9A753338ACAD55D7F0B018E9A8467C3DBE765D8F223092E86DE25103EEC77328C5053FB7A952B00C9BAD0B482B9E5CB651202CE5E3AD49D1B47C673116EEB347BDE79691C03C1297352259646C8C956B8C1A4DEB40244C38B30C8E62D6A6625CDC39B1A64912E51025F26E6D18EA9DB7F862C8DEFD754C23541B5BD495C47AC33D78BD57A8019276BDD788467CBBF63DEA66DCADBD2F78090A1AE85D0CC733953DB9583626BBFE9A6FDC411C703850E8E2C1CA2F18D9231B38726BB18DCCA35CFDC7BCD9ED89DE1AB78EABB5762AFFC684604685409B9B86DCF7CE261EE7833852A6EEDACC607B0C3D14B7B351FD08C95ADD1659BA02D331C441DA45512BC618672C21805C3A5911CD97C20504B756D2E2E1408F7B72594D7FFCEAB3B3D28BF6BEA1B0E732794327D2382B8B6991DFA174C5387DE9DB62DA8C611B87BD758ACA13F29BF67E492B69E30F622832D02BD7BAC47D6E0A471242E5B89DF939FE2FEB04E215063E78D610244EEDBB0035A06C527EE3F700039494FA7791CF22419DB86A115B2BBE8CA0FD026B8206F29CFCD815201747902503C9DCFDCFFDC975B5889611F67F11CC9295E8F265C63D6DFD65D903117C47C9C216383557F50C925EFC1F0','2026-11-24 17:12:03.223850','2026-11-24 17:12:03.223845',NULL,NULL,'');
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
INSERT INTO "tenants" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','Contoso','contoso','CIAM','2026-11-24 17:12:03.213336','{"contacts":{"technical":[],"marketing":[],"security_mails":[],"security_phones":[],"privacy_email":null,"privacy_statement_url":null},"app_management":{"is_enabled":false,"application_restrictions":{"password_credentials":[],"key_credentials":[]},"service_principal_restrictions":{"password_credentials":[],"key_credentials":[]}}}');
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
INSERT INTO "users" VALUES('7d07c1e8-a271-4a37-b4b7-285e7a870f0d','3c083cc1-ed27-4085-acae-18682729c7e3','admin@contoso.onmicrosoft.com','admin@contoso.onmicrosoft.com','Administrator','2026-11-24 17:12:03.370179','$argon2id$v=19$m=19456,t=2,p=1$KvJ+GOHPo6xCIVodGv4UUQ$omxkNdrE1yFGrI8DxwG1+DMlGFYLo2o3uOamjMu1CFw',1,0,0,'2026-11-24 17:12:03.464402',NULL,NULL,'{}');
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
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('directory_changes',2);
COMMIT;
