BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0006');
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
INSERT INTO "app_role_assignments" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','Ts1Wtt4PDj6oh45zWXHZpA87LR-ljqFLnMP3aBv6rUU','b2049927-cb88-44ab-b44e-0e77dac851c2','99037657-5711-4843-9a25-084699d517c5','a53faa70-7e79-4e00-ae9c-a2c4a3b82d0f','ServicePrincipal','2026-11-24 16:10:40.778596');
INSERT INTO "app_role_assignments" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','WUeECHD4wLGLe6Qx6a0R55qdD0YngAFoZicFluZ9z_k','b2049927-cb88-44ab-b44e-0e77dac851c2','99037657-5711-4843-9a25-084699d517c5','6c344000-6ff3-4384-bf28-280bd4164a73','ServicePrincipal','2026-11-24 16:10:40.780996');
INSERT INTO "app_role_assignments" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','2wCr_aUkxeXzb4Q6itbwD32zPztmo_jrbRvgI2Zidqc','1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8','72fa555d-97c1-404f-91a2-fded54177f14','1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9','ServicePrincipal','2026-11-24 16:10:40.807433');
INSERT INTO "app_role_assignments" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','GCQSpkbglPjnEaY5W7lfYu2T3yRn7hwQrykZlzo7ZYA','1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8','72fa555d-97c1-404f-91a2-fded54177f14','06b708a9-e830-4db3-a914-8e69da51d44f','ServicePrincipal','2026-11-24 16:10:40.808971');
INSERT INTO "app_role_assignments" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','rX5fi_ZTCsaGHhFzoi8DcxcaAxvzD6hEEM-lL_1zAUk','1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8','72fa555d-97c1-404f-91a2-fded54177f14','8e8e4742-1d95-4f68-9d56-6ee75648c72a','ServicePrincipal','2026-11-24 16:10:40.810417');
INSERT INTO "app_role_assignments" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','5bOwRYVl1QqGjiuusHy2Ph_0s2N6zAWHH7mY-ZRXBdw','1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8','72fa555d-97c1-404f-91a2-fded54177f14','7ab1d382-f21e-4acd-a863-ba3e13f7da61','ServicePrincipal','2026-11-24 16:10:40.811732');
INSERT INTO "app_role_assignments" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','FmWDmUttOX4COHWGjKDcr2RA5AA-cvQodW4wcIEPDl8','1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8','72fa555d-97c1-404f-91a2-fded54177f14','9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8','ServicePrincipal','2026-11-24 16:10:40.813133');
INSERT INTO "app_role_assignments" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','umpLGhgmhE44XEqWf7R5mcB8x6yY2L0ayfvC8jNzVek','1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8','72fa555d-97c1-404f-91a2-fded54177f14','498476ce-e0fe-48b0-b801-37ba7e2685c6','ServicePrincipal','2026-11-24 16:10:40.814497');
INSERT INTO "app_role_assignments" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','sECO7E5eMYEtv072Cfot92L4T9eg5MzKdeeMQbL1p7k','1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8','72fa555d-97c1-404f-91a2-fded54177f14','dbb9058a-0e50-45d7-ae91-66909b5d4664','ServicePrincipal','2026-11-24 16:10:40.816083');
INSERT INTO "app_role_assignments" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','TwnA7dhBzw0apAhcqe3OuFHQ4iI9AFZcGzW9cBdTrg4','1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8','72fa555d-97c1-404f-91a2-fded54177f14','be74164b-cff1-491c-8741-e671cb536e13','ServicePrincipal','2026-11-24 16:10:40.818105');
INSERT INTO "app_role_assignments" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','1L1yq3iUg4XsRiXlLmtIce-wyWWo1JxgzJPeYOVlVI8','1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8','72fa555d-97c1-404f-91a2-fded54177f14','b0afded3-3588-46d8-8b3d-9842eff778da','ServicePrincipal','2026-11-24 16:10:40.820294');
CREATE TABLE application_words (
	tenant_id TEXT NOT NULL, 
	property TEXT NOT NULL, 
	word TEXT NOT NULL, 
	app_id TEXT NOT NULL, 
	CONSTRAINT pk_application_words PRIMARY KEY (tenant_id, property, word, app_id), 
	CONSTRAINT fk_application_words_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id)
);
INSERT INTO "application_words" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','displayname','graph','00000003-0000-0000-c000-000000000000');
INSERT INTO "application_words" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','displayname','microsoft','00000003-0000-0000-c000-000000000000');
INSERT INTO "application_words" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','displayname','api','ad057c87-3129-45d4-b8bf-6340ecfec400');
INSERT INTO "application_words" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','displayname','ciam','ad057c87-3129-45d4-b8bf-6340ecfec400');
INSERT INTO "application_words" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','displayname','todolist','ad057c87-3129-45d4-b8bf-6340ecfec400');
INSERT INTO "application_words" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','displayname','app','40794693-e984-403e-9905-959e70932a0e');
INSERT INTO "application_words" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','displayname','ciam','40794693-e984-403e-9905-959e70932a0e');
INSERT INTO "application_words" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','displayname','client','40794693-e984-403e-9905-959e70932a0e');
INSERT INTO "application_words" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','displayname','daemonry','8096cbc5-5337-42d4-94e8-bdcafb900410');
INSERT INTO "application_words" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','displayname','management','8096cbc5-5337-42d4-94e8-bdcafb900410');
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
INSERT INTO "applications" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','98a6006b-0097-4435-a0f0-29b9f3d3a16a','ad057c87-3129-45d4-b8bf-6340ecfec400','ciam-ToDoList-api','ciam-todolist-api',NULL,NULL,'2026-11-24 16:10:40.705409',NULL,'{"sign_in_audience":"AzureADMyOrg","description":null,"notes":null,"publisher_domain":"contoso.onmicrosoft.com","identifier_uris":["api://ad057c87-3129-45d4-b8bf-6340ecfec400"],"app_roles":[{"role_id":"a53faa70-7e79-4e00-ae9c-a2c4a3b82d0f","value":"ToDoList.Read.All","display_name":"ToDoList.Read.All","description":"Allow the app to read every user''s to-do list","allowed_member_types":["Application"],"is_enabled":true},{"role_id":"6c344000-6ff3-4384-bf28-280bd4164a73","value":"ToDoList.ReadWrite.All","display_name":"ToDoList.ReadWrite.All","description":"Allow the app to read and write every user''s to-do list","allowed_member_types":["Application"],"is_enabled":true}],"required_resource_access":[],"key_credentials":[],"trusted_subjects":[],"federated_identity_credentials":[],"token_settings":{"assertion_profile":"entra","certificate_only":false,"access_token_profile":"entra","signing_algorithm":"RS256","sender_constraint":"none","allow_resource_parameter":false,"allow_role_subset":false,"allow_introspection":false,"allow_revocation":false,"continuous_access_evaluation":false},"optional_claims":{"id_token":[],"access_token":[{"name":"idtyp","source":null,"essential":false,"additional_properties":[]}],"saml2_token":[]},"api":{"requested_access_token_version":2,"accept_mapped_claims":null,"known_client_applications":[],"oauth2_permission_scopes":[],"pre_authorized_applications":[]},"web":{"home_page_url":null,"logout_url":null,"redirect_uris":[],"enable_access_token_issuance":false,"enable_id_token_issuance":false},"info":{"marketing_url":null,"privacy_statement_url":null,"support_url":null,"terms_of_service_url":null},"spa_redirect_uris":[],"public_client_redirect_uris":[],"is_fallback_public_client":null,"is_device_only_auth_supported":null,"group_membership_claims":null,"service_management_reference":null,"tags":[],"is_disabled":null,"oauth2_require_post_response":false,"created_by_app_id":null}');
INSERT INTO "applications" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','213a7a88-41d5-481a-82ab-8aa6f123d429','40794693-e984-403e-9905-959e70932a0e','ciam-client-app','ciam-client-app',NULL,NULL,'2026-11-24 16:10:40.749926',NULL,'{"sign_in_audience":"AzureADMyOrg","description":null,"notes":null,"publisher_domain":"contoso.onmicrosoft.com","identifier_uris":[],"app_roles":[],"required_resource_access":[{"resource_app_id":"ad057c87-3129-45d4-b8bf-6340ecfec400","resource_access":[{"permission_id":"a53faa70-7e79-4e00-ae9c-a2c4a3b82d0f","type":"Role"},{"permission_id":"6c344000-6ff3-4384-bf28-280bd4164a73","type":"Role"}]}],"key_credentials":[],"trusted_subjects":[],"federated_identity_credentials":[],"token_settings":{"assertion_profile":"entra","certificate_only":false,"access_token_profile":"entra","signing_algorithm":"RS256","sender_constraint":"none","allow_resource_parameter":false,"allow_role_subset":false,"allow_introspection":false,"allow_revocation":false,"continuous_access_evaluation":false},"optional_claims":null,"api":{"requested_access_token_version":null,"accept_mapped_claims":null,"known_client_applications":[],"oauth2_permission_scopes":[],"pre_authorized_applications":[]},"web":{"home_page_url":null,"logout_url":null,"redirect_uris":[],"enable_access_token_issuance":false,"enable_id_token_issuance":false},"info":{"marketing_url":null,"privacy_statement_url":null,"support_url":null,"terms_of_service_url":null},"spa_redirect_uris":[],"public_client_redirect_uris":[],"is_fallback_public_client":null,"is_device_only_auth_supported":null,"group_membership_claims":null,"service_management_reference":null,"tags":[],"is_disabled":null,"oauth2_require_post_response":false,"created_by_app_id":null}');
INSERT INTO "applications" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','86cbe7d0-911c-43c8-a8f5-78fddebd3f05','8096cbc5-5337-42d4-94e8-bdcafb900410','daemonry-management','daemonry-management',NULL,NULL,'2026-11-24 16:10:40.783399',NULL,'{"sign_in_audience":"AzureADMyOrg","description":null,"notes":null,"publisher_domain":"contoso.onmicrosoft.com","identifier_uris":[],"app_roles":[],"required_resource_access":[{"resource_app_id":"00000003-0000-0000-c000-000000000000","resource_access":[{"permission_id":"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9","type":"Role"},{"permission_id":"06b708a9-e830-4db3-a914-8e69da51d44f","type":"Role"},{"permission_id":"8e8e4742-1d95-4f68-9d56-6ee75648c72a","type":"Role"},{"permission_id":"7ab1d382-f21e-4acd-a863-ba3e13f7da61","type":"Role"},{"permission_id":"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8","type":"Role"},{"permission_id":"498476ce-e0fe-48b0-b801-37ba7e2685c6","type":"Role"},{"permission_id":"dbb9058a-0e50-45d7-ae91-66909b5d4664","type":"Role"},{"permission_id":"be74164b-cff1-491c-8741-e671cb536e13","type":"Role"},{"permission_id":"b0afded3-3588-46d8-8b3d-9842eff778da","type":"Role"}]}],"key_credentials":[],"trusted_subjects":[],"federated_identity_credentials":[],"token_settings":{"assertion_profile":"entra","certificate_only":false,"access_token_profile":"entra","signing_algorithm":"RS256","sender_constraint":"none","allow_resource_parameter":false,"allow_role_subset":false,"allow_introspection":false,"allow_revocation":false,"continuous_access_evaluation":false},"optional_claims":null,"api":{"requested_access_token_version":null,"accept_mapped_claims":null,"known_client_applications":[],"oauth2_permission_scopes":[],"pre_authorized_applications":[]},"web":{"home_page_url":null,"logout_url":null,"redirect_uris":[],"enable_access_token_issuance":false,"enable_id_token_issuance":false},"info":{"marketing_url":null,"privacy_statement_url":null,"support_url":null,"terms_of_service_url":null},"spa_redirect_uris":[],"public_client_redirect_uris":[],"is_fallback_public_client":null,"is_device_only_auth_supported":null,"group_membership_claims":null,"service_management_reference":null,"tags":[],"is_disabled":null,"oauth2_require_post_response":false,"created_by_app_id":null}');
CREATE TABLE audit_events (
	tenant_id TEXT NOT NULL, 
	event_id TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_audit_events PRIMARY KEY (tenant_id, event_id)
);
INSERT INTO "audit_events" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','a5429055-1d49-4fb2-8a8c-f90e0581bb79','2026-11-24 16:10:40.433525','{"activity":"Create tenant","category":"DirectoryManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":""},"targets":[{"object_id":"695c3d8b-0745-44e1-bc3d-955ba31a03fc","display_name":"Contoso","type":"Organization","modified":[{"name":"displayName","old_value":null,"new_value":"\"Contoso\""},{"name":"subdomain","old_value":null,"new_value":"\"contoso\""},{"name":"domains","old_value":null,"new_value":"[{\"name\":\"contoso.onmicrosoft.com\",\"isInitial\":true,\"isDefault\":true,\"isVerified\":true,\"verification\":\"\"}]"},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T16:10:40.422420Z\""},{"name":"tenantType","old_value":null,"new_value":"\"CIAM\""}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','dd48b197-a89c-47e5-9865-551da052a832','2026-11-24 16:10:40.570278','{"activity":"Add token signing key","category":"DirectoryManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":""},"targets":[{"object_id":"NSjvPl7lpsSFJzeT2rxQpL16r9c","display_name":"NSjvPl7lpsSFJzeT2rxQpL16r9c","type":"SigningKey","modified":[{"name":"algorithm","old_value":null,"new_value":"\"RS256\""},{"name":"appId","old_value":null,"new_value":"\"\""},{"name":"activeFrom","old_value":null,"new_value":"\"2026-11-24T16:10:40.452907Z\""}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','8f103b90-8cd7-4633-8573-cf53fc46c950','2026-11-24 16:10:40.574793','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":""},"targets":[{"object_id":"72fa555d-97c1-404f-91a2-fded54177f14","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"00000003-0000-0000-c000-000000000000\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T16:10:40.570811Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','96c477ac-0ffe-4a51-8151-909e8f2c0959','2026-11-24 16:10:40.697918','{"activity":"Add user","category":"UserManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":""},"targets":[{"object_id":"9f0ba64d-ffd4-47d5-a441-ef47207f3a01","display_name":"Administrator","type":"User","modified":[{"name":"userPrincipalName","old_value":null,"new_value":"\"admin@contoso.onmicrosoft.com\""},{"name":"displayName","old_value":null,"new_value":"\"Administrator\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T16:10:40.576794Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','f202ead8-8359-4b6b-9958-6fa90d3c1bc2','2026-11-24 16:10:40.723528','{"activity":"Add application","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":""},"targets":[{"object_id":"98a6006b-0097-4435-a0f0-29b9f3d3a16a","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"appId","old_value":null,"new_value":"\"ad057c87-3129-45d4-b8bf-6340ecfec400\""},{"name":"displayName","old_value":null,"new_value":"\"ciam-ToDoList-api\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T16:10:40.705409Z\""},{"name":"signInAudience","old_value":null,"new_value":"\"AzureADMyOrg\""},{"name":"publisherDomain","old_value":null,"new_value":"\"contoso.onmicrosoft.com\""},{"name":"tokenSettings","old_value":null,"new_value":"{\"assertionProfile\":\"entra\",\"certificateOnly\":false,\"accessTokenProfile\":\"entra\",\"signingAlgorithm\":\"RS256\",\"senderConstraint\":\"none\",\"allowResourceParameter\":false,\"allowRoleSubset\":false,\"allowIntrospection\":false,\"allowRevocation\":false,\"continuousAccessEvaluation\":false}"},{"name":"optionalClaims","old_value":null,"new_value":"{\"idToken\":[],\"accessToken\":[{\"name\":\"idtyp\",\"source\":null,\"essential\":false,\"additionalProperties\":[]}],\"saml2Token\":[]}"},{"name":"api","old_value":null,"new_value":"{\"requestedAccessTokenVersion\":2,\"acceptMappedClaims\":null,\"knownClientApplications\":[],\"oauth2PermissionScopes\":[],\"preAuthorizedApplications\":[]}"},{"name":"web","old_value":null,"new_value":"{\"homePageUrl\":null,\"logoutUrl\":null,\"redirectUris\":[],\"enableAccessTokenIssuance\":false,\"enableIdTokenIssuance\":false}"},{"name":"info","old_value":null,"new_value":"{\"marketingUrl\":null,\"privacyStatementUrl\":null,\"supportUrl\":null,\"termsOfServiceUrl\":null}"},{"name":"oauth2RequirePostResponse","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','058f5f60-ba3f-45fa-bea5-64c8fc5635d5','2026-11-24 16:10:40.733796','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":""},"targets":[{"object_id":"98a6006b-0097-4435-a0f0-29b9f3d3a16a","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"identifierUris","old_value":"[]","new_value":"[\"api://ad057c87-3129-45d4-b8bf-6340ecfec400\"]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','fd50ed34-06b1-4a2e-8b8a-6f5c7d45de0b','2026-11-24 16:10:40.738924','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":""},"targets":[{"object_id":"98a6006b-0097-4435-a0f0-29b9f3d3a16a","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"appRoles","old_value":"[]","new_value":"[{\"id\":\"a53faa70-7e79-4e00-ae9c-a2c4a3b82d0f\",\"value\":\"ToDoList.Read.All\",\"displayName\":\"ToDoList.Read.All\",\"description\":\"Allow the app to read every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','0720458c-3040-4200-b284-885618f7551c','2026-11-24 16:10:40.743745','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":""},"targets":[{"object_id":"98a6006b-0097-4435-a0f0-29b9f3d3a16a","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"appRoles","old_value":"[{\"id\":\"a53faa70-7e79-4e00-ae9c-a2c4a3b82d0f\",\"value\":\"ToDoList.Read.All\",\"displayName\":\"ToDoList.Read.All\",\"description\":\"Allow the app to read every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]","new_value":"[{\"id\":\"a53faa70-7e79-4e00-ae9c-a2c4a3b82d0f\",\"value\":\"ToDoList.Read.All\",\"displayName\":\"ToDoList.Read.All\",\"description\":\"Allow the app to read every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true},{\"id\":\"6c344000-6ff3-4384-bf28-280bd4164a73\",\"value\":\"ToDoList.ReadWrite.All\",\"displayName\":\"ToDoList.ReadWrite.All\",\"description\":\"Allow the app to read and write every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','b6763788-a296-4267-8cc6-e2957eb22c09','2026-11-24 16:10:40.748958','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":""},"targets":[{"object_id":"99037657-5711-4843-9a25-084699d517c5","display_name":"ciam-ToDoList-api","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"ad057c87-3129-45d4-b8bf-6340ecfec400\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T16:10:40.748023Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','82b507c9-89c1-4779-a671-50f79d52713e','2026-11-24 16:10:40.752655','{"activity":"Add application","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":""},"targets":[{"object_id":"213a7a88-41d5-481a-82ab-8aa6f123d429","display_name":"ciam-client-app","type":"Application","modified":[{"name":"appId","old_value":null,"new_value":"\"40794693-e984-403e-9905-959e70932a0e\""},{"name":"displayName","old_value":null,"new_value":"\"ciam-client-app\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T16:10:40.749926Z\""},{"name":"signInAudience","old_value":null,"new_value":"\"AzureADMyOrg\""},{"name":"publisherDomain","old_value":null,"new_value":"\"contoso.onmicrosoft.com\""},{"name":"tokenSettings","old_value":null,"new_value":"{\"assertionProfile\":\"entra\",\"certificateOnly\":false,\"accessTokenProfile\":\"entra\",\"signingAlgorithm\":\"RS256\",\"senderConstraint\":\"none\",\"allowResourceParameter\":false,\"allowRoleSubset\":false,\"allowIntrospection\":false,\"allowRevocation\":false,\"continuousAccessEvaluation\":false}"},{"name":"api","old_value":null,"new_value":"{\"requestedAccessTokenVersion\":null,\"acceptMappedClaims\":null,\"knownClientApplications\":[],\"oauth2PermissionScopes\":[],\"preAuthorizedApplications\":[]}"},{"name":"web","old_value":null,"new_value":"{\"homePageUrl\":null,\"logoutUrl\":null,\"redirectUris\":[],\"enableAccessTokenIssuance\":false,\"enableIdTokenIssuance\":false}"},{"name":"info","old_value":null,"new_value":"{\"marketingUrl\":null,\"privacyStatementUrl\":null,\"supportUrl\":null,\"termsOfServiceUrl\":null}"},{"name":"oauth2RequirePostResponse","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','5997ade7-5027-40dc-aa15-78a9502aa8a5','2026-11-24 16:10:40.755581','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":""},"targets":[{"object_id":"b2049927-cb88-44ab-b44e-0e77dac851c2","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"40794693-e984-403e-9905-959e70932a0e\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T16:10:40.754837Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','806461f4-8d87-44ce-8085-0083092318ee','2026-11-24 16:10:40.768397','{"activity":"Update application - Certificates and secrets management","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":""},"targets":[{"object_id":"213a7a88-41d5-481a-82ab-8aa6f123d429","display_name":"ciam-client-app","type":"Application","modified":[{"name":"passwordCredentials","old_value":"[]","new_value":"[{\"keyId\":\"3fc5c669-f20f-4c74-97e3-54b519b1c327\",\"displayName\":\"tutorial\",\"startDateTime\":\"2026-11-24T16:10:40Z\",\"endDateTime\":\"2028-11-24T16:10:40Z\",\"hint\":\"rTQ\"}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','08db1f96-3b66-4f29-911e-79c2fa0703cb','2026-11-24 16:10:40.773796','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":""},"targets":[{"object_id":"213a7a88-41d5-481a-82ab-8aa6f123d429","display_name":"ciam-client-app","type":"Application","modified":[{"name":"requiredResourceAccess","old_value":"[]","new_value":"[{\"resourceAppId\":\"ad057c87-3129-45d4-b8bf-6340ecfec400\",\"resourceAccess\":[{\"id\":\"a53faa70-7e79-4e00-ae9c-a2c4a3b82d0f\",\"type\":\"Role\"},{\"id\":\"6c344000-6ff3-4384-bf28-280bd4164a73\",\"type\":\"Role\"}]}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','86d53145-6e60-42ff-9c37-82527d06ff2f','2026-11-24 16:10:40.780317','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":""},"targets":[{"object_id":"99037657-5711-4843-9a25-084699d517c5","display_name":"ciam-ToDoList-api","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"a53faa70-7e79-4e00-ae9c-a2c4a3b82d0f\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"ToDoList.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"ToDoList.Read.All\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"b2049927-cb88-44ab-b44e-0e77dac851c2\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"ciam-client-app\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"40794693-e984-403e-9905-959e70932a0e\""}]},{"object_id":"b2049927-cb88-44ab-b44e-0e77dac851c2","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','fcb68162-84c3-4462-9ecb-61964a66edf4','2026-11-24 16:10:40.782038','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":""},"targets":[{"object_id":"99037657-5711-4843-9a25-084699d517c5","display_name":"ciam-ToDoList-api","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"6c344000-6ff3-4384-bf28-280bd4164a73\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"ToDoList.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"ToDoList.ReadWrite.All\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"b2049927-cb88-44ab-b44e-0e77dac851c2\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"ciam-client-app\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"40794693-e984-403e-9905-959e70932a0e\""}]},{"object_id":"b2049927-cb88-44ab-b44e-0e77dac851c2","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','5f01116c-0741-4360-8fd7-147f503ebdcb','2026-11-24 16:10:40.782478','{"activity":"Consent to application","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":""},"targets":[{"object_id":"b2049927-cb88-44ab-b44e-0e77dac851c2","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[{"name":"ConsentAction.Permissions","old_value":null,"new_value":"[\"ad057c87-3129-45d4-b8bf-6340ecfec400: ToDoList.Read.All, ToDoList.ReadWrite.All\"]"}]}],"result":"success","reason":"","details":{"isAdminConsent":"true"}}');
INSERT INTO "audit_events" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','4e81e9a4-afd1-4ef0-8d99-50ff82461894','2026-11-24 16:10:40.786461','{"activity":"Add application","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":""},"targets":[{"object_id":"86cbe7d0-911c-43c8-a8f5-78fddebd3f05","display_name":"daemonry-management","type":"Application","modified":[{"name":"appId","old_value":null,"new_value":"\"8096cbc5-5337-42d4-94e8-bdcafb900410\""},{"name":"displayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T16:10:40.783399Z\""},{"name":"signInAudience","old_value":null,"new_value":"\"AzureADMyOrg\""},{"name":"publisherDomain","old_value":null,"new_value":"\"contoso.onmicrosoft.com\""},{"name":"tokenSettings","old_value":null,"new_value":"{\"assertionProfile\":\"entra\",\"certificateOnly\":false,\"accessTokenProfile\":\"entra\",\"signingAlgorithm\":\"RS256\",\"senderConstraint\":\"none\",\"allowResourceParameter\":false,\"allowRoleSubset\":false,\"allowIntrospection\":false,\"allowRevocation\":false,\"continuousAccessEvaluation\":false}"},{"name":"api","old_value":null,"new_value":"{\"requestedAccessTokenVersion\":null,\"acceptMappedClaims\":null,\"knownClientApplications\":[],\"oauth2PermissionScopes\":[],\"preAuthorizedApplications\":[]}"},{"name":"web","old_value":null,"new_value":"{\"homePageUrl\":null,\"logoutUrl\":null,\"redirectUris\":[],\"enableAccessTokenIssuance\":false,\"enableIdTokenIssuance\":false}"},{"name":"info","old_value":null,"new_value":"{\"marketingUrl\":null,\"privacyStatementUrl\":null,\"supportUrl\":null,\"termsOfServiceUrl\":null}"},{"name":"oauth2RequirePostResponse","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','6a6f3fbf-5a2e-4902-95d3-585826114d72','2026-11-24 16:10:40.789768','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":""},"targets":[{"object_id":"1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8","display_name":"daemonry-management","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"8096cbc5-5337-42d4-94e8-bdcafb900410\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T16:10:40.788899Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','132f7396-18f0-4daf-81f0-41b570ab6b9b','2026-11-24 16:10:40.797318','{"activity":"Update application - Certificates and secrets management","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":""},"targets":[{"object_id":"86cbe7d0-911c-43c8-a8f5-78fddebd3f05","display_name":"daemonry-management","type":"Application","modified":[{"name":"passwordCredentials","old_value":"[]","new_value":"[{\"keyId\":\"2389d4bb-d2b3-4047-91f5-cb349004131f\",\"displayName\":\"tutorial\",\"startDateTime\":\"2026-11-24T16:10:40Z\",\"endDateTime\":\"2028-11-24T16:10:40Z\",\"hint\":\"jZe\"}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','e5d5d95f-531c-4ce4-ae38-f31c44aa5af3','2026-11-24 16:10:40.802437','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":""},"targets":[{"object_id":"86cbe7d0-911c-43c8-a8f5-78fddebd3f05","display_name":"daemonry-management","type":"Application","modified":[{"name":"requiredResourceAccess","old_value":"[]","new_value":"[{\"resourceAppId\":\"00000003-0000-0000-c000-000000000000\",\"resourceAccess\":[{\"id\":\"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9\",\"type\":\"Role\"},{\"id\":\"06b708a9-e830-4db3-a914-8e69da51d44f\",\"type\":\"Role\"},{\"id\":\"8e8e4742-1d95-4f68-9d56-6ee75648c72a\",\"type\":\"Role\"},{\"id\":\"7ab1d382-f21e-4acd-a863-ba3e13f7da61\",\"type\":\"Role\"},{\"id\":\"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8\",\"type\":\"Role\"},{\"id\":\"498476ce-e0fe-48b0-b801-37ba7e2685c6\",\"type\":\"Role\"},{\"id\":\"dbb9058a-0e50-45d7-ae91-66909b5d4664\",\"type\":\"Role\"},{\"id\":\"be74164b-cff1-491c-8741-e671cb536e13\",\"type\":\"Role\"},{\"id\":\"b0afded3-3588-46d8-8b3d-9842eff778da\",\"type\":\"Role\"}]}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','504358b0-0160-4747-aead-56a3047f5786','2026-11-24 16:10:40.808476','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":""},"targets":[{"object_id":"72fa555d-97c1-404f-91a2-fded54177f14","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Application.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read and write all applications\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"8096cbc5-5337-42d4-94e8-bdcafb900410\""}]},{"object_id":"1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{"severity":"high","takeoverPermissions":"Application.ReadWrite.All"}}');
INSERT INTO "audit_events" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','5049b5ba-c195-41a1-afa4-1a1f6b143bb0','2026-11-24 16:10:40.809872','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":""},"targets":[{"object_id":"72fa555d-97c1-404f-91a2-fded54177f14","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"06b708a9-e830-4db3-a914-8e69da51d44f\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"AppRoleAssignment.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage app role assignments and grant admin consent\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"8096cbc5-5337-42d4-94e8-bdcafb900410\""}]},{"object_id":"1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{"severity":"high","takeoverPermissions":"AppRoleAssignment.ReadWrite.All"}}');
INSERT INTO "audit_events" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','9cce9688-37a7-488f-8a0a-4d3dfdd081bc','2026-11-24 16:10:40.811313','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":""},"targets":[{"object_id":"72fa555d-97c1-404f-91a2-fded54177f14","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"8e8e4742-1d95-4f68-9d56-6ee75648c72a\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"DelegatedPermissionGrant.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage delegated permission grants\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"8096cbc5-5337-42d4-94e8-bdcafb900410\""}]},{"object_id":"1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','4bd773f1-5460-45a5-a022-f030c07d46fb','2026-11-24 16:10:40.812706','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":""},"targets":[{"object_id":"72fa555d-97c1-404f-91a2-fded54177f14","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"7ab1d382-f21e-4acd-a863-ba3e13f7da61\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Directory.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read directory data\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"8096cbc5-5337-42d4-94e8-bdcafb900410\""}]},{"object_id":"1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','f0837811-92e8-4d87-92cd-5bdeaaaecf76','2026-11-24 16:10:40.814029','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":""},"targets":[{"object_id":"72fa555d-97c1-404f-91a2-fded54177f14","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"RoleManagement.ReadWrite.Directory\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage directory roles and their assignments\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"8096cbc5-5337-42d4-94e8-bdcafb900410\""}]},{"object_id":"1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{"severity":"high","takeoverPermissions":"RoleManagement.ReadWrite.Directory"}}');
INSERT INTO "audit_events" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','92ee5776-775e-4847-9cd2-1f7802b92ef6','2026-11-24 16:10:40.815523','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":""},"targets":[{"object_id":"72fa555d-97c1-404f-91a2-fded54177f14","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"498476ce-e0fe-48b0-b801-37ba7e2685c6\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Organization.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read the organization\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"8096cbc5-5337-42d4-94e8-bdcafb900410\""}]},{"object_id":"1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','c56c285d-52e5-4ab7-bf10-ce9635970539','2026-11-24 16:10:40.817422','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":""},"targets":[{"object_id":"72fa555d-97c1-404f-91a2-fded54177f14","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"dbb9058a-0e50-45d7-ae91-66909b5d4664\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Domain.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read domains\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"8096cbc5-5337-42d4-94e8-bdcafb900410\""}]},{"object_id":"1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','57c784f2-dd43-4154-998d-16201a7a9b92','2026-11-24 16:10:40.819623','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":""},"targets":[{"object_id":"72fa555d-97c1-404f-91a2-fded54177f14","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"be74164b-cff1-491c-8741-e671cb536e13\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Policy.ReadWrite.ApplicationConfiguration\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage application configuration policies\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"8096cbc5-5337-42d4-94e8-bdcafb900410\""}]},{"object_id":"1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','7fbaae76-3d3f-4dd8-99ea-e8464930e7db','2026-11-24 16:10:40.821605','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":""},"targets":[{"object_id":"72fa555d-97c1-404f-91a2-fded54177f14","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"b0afded3-3588-46d8-8b3d-9842eff778da\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"AuditLog.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read audit and sign-in records\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"8096cbc5-5337-42d4-94e8-bdcafb900410\""}]},{"object_id":"1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','a1da0769-4909-4cc5-8ae9-ecef8cc72ef1','2026-11-24 16:10:40.822262','{"activity":"Consent to application","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":""},"targets":[{"object_id":"1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8","display_name":"daemonry-management","type":"ServicePrincipal","modified":[{"name":"ConsentAction.Permissions","old_value":null,"new_value":"[\"00000003-0000-0000-c000-000000000000: Application.ReadWrite.All, AppRoleAssignment.ReadWrite.All, DelegatedPermissionGrant.ReadWrite.All, Directory.Read.All, RoleManagement.ReadWrite.Directory, Organization.Read.All, Domain.Read.All, Policy.ReadWrite.ApplicationConfiguration, AuditLog.Read.All\"]"}]}],"result":"success","reason":"","details":{"isAdminConsent":"true","severity":"high"}}');
CREATE TABLE audit_targets (
	tenant_id TEXT NOT NULL, 
	object_id TEXT NOT NULL, 
	event_id TEXT NOT NULL, 
	CONSTRAINT pk_audit_targets PRIMARY KEY (tenant_id, object_id, event_id), 
	CONSTRAINT fk_audit_targets_tenant_id_event_id FOREIGN KEY(tenant_id, event_id) REFERENCES audit_events (tenant_id, event_id) ON DELETE CASCADE
);
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','695c3d8b-0745-44e1-bc3d-955ba31a03fc','a5429055-1d49-4fb2-8a8c-f90e0581bb79');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','NSjvPl7lpsSFJzeT2rxQpL16r9c','dd48b197-a89c-47e5-9865-551da052a832');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','72fa555d-97c1-404f-91a2-fded54177f14','8f103b90-8cd7-4633-8573-cf53fc46c950');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','9f0ba64d-ffd4-47d5-a441-ef47207f3a01','96c477ac-0ffe-4a51-8151-909e8f2c0959');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','98a6006b-0097-4435-a0f0-29b9f3d3a16a','f202ead8-8359-4b6b-9958-6fa90d3c1bc2');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','98a6006b-0097-4435-a0f0-29b9f3d3a16a','058f5f60-ba3f-45fa-bea5-64c8fc5635d5');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','98a6006b-0097-4435-a0f0-29b9f3d3a16a','fd50ed34-06b1-4a2e-8b8a-6f5c7d45de0b');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','98a6006b-0097-4435-a0f0-29b9f3d3a16a','0720458c-3040-4200-b284-885618f7551c');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','99037657-5711-4843-9a25-084699d517c5','b6763788-a296-4267-8cc6-e2957eb22c09');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','213a7a88-41d5-481a-82ab-8aa6f123d429','82b507c9-89c1-4779-a671-50f79d52713e');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','b2049927-cb88-44ab-b44e-0e77dac851c2','5997ade7-5027-40dc-aa15-78a9502aa8a5');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','213a7a88-41d5-481a-82ab-8aa6f123d429','806461f4-8d87-44ce-8085-0083092318ee');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','213a7a88-41d5-481a-82ab-8aa6f123d429','08db1f96-3b66-4f29-911e-79c2fa0703cb');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','99037657-5711-4843-9a25-084699d517c5','86d53145-6e60-42ff-9c37-82527d06ff2f');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','b2049927-cb88-44ab-b44e-0e77dac851c2','86d53145-6e60-42ff-9c37-82527d06ff2f');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','99037657-5711-4843-9a25-084699d517c5','fcb68162-84c3-4462-9ecb-61964a66edf4');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','b2049927-cb88-44ab-b44e-0e77dac851c2','fcb68162-84c3-4462-9ecb-61964a66edf4');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','b2049927-cb88-44ab-b44e-0e77dac851c2','5f01116c-0741-4360-8fd7-147f503ebdcb');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','86cbe7d0-911c-43c8-a8f5-78fddebd3f05','4e81e9a4-afd1-4ef0-8d99-50ff82461894');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8','6a6f3fbf-5a2e-4902-95d3-585826114d72');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','86cbe7d0-911c-43c8-a8f5-78fddebd3f05','132f7396-18f0-4daf-81f0-41b570ab6b9b');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','86cbe7d0-911c-43c8-a8f5-78fddebd3f05','e5d5d95f-531c-4ce4-ae38-f31c44aa5af3');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','72fa555d-97c1-404f-91a2-fded54177f14','504358b0-0160-4747-aead-56a3047f5786');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8','504358b0-0160-4747-aead-56a3047f5786');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','72fa555d-97c1-404f-91a2-fded54177f14','5049b5ba-c195-41a1-afa4-1a1f6b143bb0');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8','5049b5ba-c195-41a1-afa4-1a1f6b143bb0');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','72fa555d-97c1-404f-91a2-fded54177f14','9cce9688-37a7-488f-8a0a-4d3dfdd081bc');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8','9cce9688-37a7-488f-8a0a-4d3dfdd081bc');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','72fa555d-97c1-404f-91a2-fded54177f14','4bd773f1-5460-45a5-a022-f030c07d46fb');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8','4bd773f1-5460-45a5-a022-f030c07d46fb');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','72fa555d-97c1-404f-91a2-fded54177f14','f0837811-92e8-4d87-92cd-5bdeaaaecf76');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8','f0837811-92e8-4d87-92cd-5bdeaaaecf76');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','72fa555d-97c1-404f-91a2-fded54177f14','92ee5776-775e-4847-9cd2-1f7802b92ef6');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8','92ee5776-775e-4847-9cd2-1f7802b92ef6');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','72fa555d-97c1-404f-91a2-fded54177f14','c56c285d-52e5-4ab7-bf10-ce9635970539');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8','c56c285d-52e5-4ab7-bf10-ce9635970539');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','72fa555d-97c1-404f-91a2-fded54177f14','57c784f2-dd43-4154-998d-16201a7a9b92');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8','57c784f2-dd43-4154-998d-16201a7a9b92');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','72fa555d-97c1-404f-91a2-fded54177f14','7fbaae76-3d3f-4dd8-99ea-e8464930e7db');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8','7fbaae76-3d3f-4dd8-99ea-e8464930e7db');
INSERT INTO "audit_targets" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8','a1da0769-4909-4cc5-8ae9-ecef8cc72ef1');
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
INSERT INTO "directory_changes" VALUES(1,'695c3d8b-0745-44e1-bc3d-955ba31a03fc','');
INSERT INTO "directory_changes" VALUES(2,'695c3d8b-0745-44e1-bc3d-955ba31a03fc','40794693-e984-403e-9905-959e70932a0e');
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
INSERT INTO "domains" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','contoso.onmicrosoft.com',1,1,1,1,'');
CREATE TABLE identifier_uris (
	tenant_id TEXT NOT NULL, 
	uri_key TEXT NOT NULL, 
	app_id TEXT NOT NULL, 
	CONSTRAINT pk_identifier_uris PRIMARY KEY (tenant_id, uri_key), 
	CONSTRAINT fk_identifier_uris_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id)
);
INSERT INTO "identifier_uris" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','https://graph.microsoft.com','00000003-0000-0000-c000-000000000000');
INSERT INTO "identifier_uris" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','api://ad057c87-3129-45d4-b8bf-6340ecfec400','ad057c87-3129-45d4-b8bf-6340ecfec400');
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
INSERT INTO "password_credentials" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','86cbe7d0-911c-43c8-a8f5-78fddebd3f05','2389d4bb-d2b3-4047-91f5-cb349004131f',0,'tutorial','2026-11-24 16:10:40.000000','2028-11-24 16:10:40.000000','jZe','5994acc9f61906b2',X'85356B69CD73451C57B5C18F3480658613181DD397F0C6EAA2C1CC77343DB437');
INSERT INTO "password_credentials" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','213a7a88-41d5-481a-82ab-8aa6f123d429','3fc5c669-f20f-4c74-97e3-54b519b1c327',0,'tutorial','2026-11-24 16:10:40.000000','2300-09-08 16:10:40.000000','rTQ','5994acc9f61906b2',X'BF2DF50178429CA9A2685566C2DD75DCE3D8AB73B72E657FFC3223CFB82D954B');
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
INSERT INTO "service_principals" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','72fa555d-97c1-404f-91a2-fded54177f14','00000003-0000-0000-c000-000000000000','2026-11-24 16:10:40.570811',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"created_by_app_id":null}','microsoft graph');
INSERT INTO "service_principals" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','99037657-5711-4843-9a25-084699d517c5','ad057c87-3129-45d4-b8bf-6340ecfec400','2026-11-24 16:10:40.748023',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"created_by_app_id":null}','ciam-todolist-api');
INSERT INTO "service_principals" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','b2049927-cb88-44ab-b44e-0e77dac851c2','40794693-e984-403e-9905-959e70932a0e','2026-11-24 16:10:40.754837',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"created_by_app_id":null}','ciam-client-app');
INSERT INTO "service_principals" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','1a90562c-d6ba-4e63-9ba0-90c4d6a6f3c8','8096cbc5-5337-42d4-94e8-bdcafb900410','2026-11-24 16:10:40.788899',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"created_by_app_id":null}','daemonry-management');
CREATE TABLE sessions (
	tenant_id TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	user_id TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	seen_at DATETIME NOT NULL, authenticated_at DATETIME, methods TEXT DEFAULT 'pwd' NOT NULL, 
	CONSTRAINT pk_sessions PRIMARY KEY (tenant_id, digest), 
	CONSTRAINT fk_sessions_tenant_id_user_id FOREIGN KEY(tenant_id, user_id) REFERENCES users (tenant_id, object_id) ON DELETE CASCADE
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
INSERT INTO "signing_keys" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','NSjvPl7lpsSFJzeT2rxQpL16r9c','RS256',X'308202D0308201B8A003020102021436015800618F810E97D7765A6166CCF3D57FFE10300D06092A864886F70D01010B050030223120301E06035504030C17636F6E746F736F2E6F6E6D6963726F736F66742E636F6D301E170D3236313132333136313034305A170D3331313132333136313034305A30223120301E06035504030C17636F6E746F736F2E6F6E6D6963726F736F66742E636F6D30820122300D06092A864886F70D01010105000382010F003082010A0282010100CA0838C9CC15F3D334DDFD60E9AA1A1422E8D1E0C69DF314D7A94D34B587B7541F9E4EE565E0E974FA0C691A5F348D2D1B240D495CEE0377A48CCD66E7545CA350B17D2427871DEA62FD78F39DAB9F7D037B58C145492B511238105A17FF0AA8107B80E32C70650ECD0763AEBC154B6B6187B03AEC69ED511BFFD5CF7DC63656FE24FE026F3FC8E8EEC593E9F68A84C1BE32910D986D6CF519463F3D3946097F32CF13EF81FD7E59AF2C3B7C2C3BF7346119EF04265F5DCE7CDF5F834DCEEF63E174121D35993779EE1AF626E8782B2FC00CB83B6C2902EF78B1C0BC9D4D9872A342EF25F959B576A49D05B729E11EA5219AB271DBDC2FBC22A01629DCB090D30203010001300D06092A864886F70D01010B05000382010100BDBA33462967291B4BDBC65B9D56CB8039CF2F57F74BD911295722CFD1AFA882E57D3DE421F12A0CC8D37630E7E77048F0E3614A363C9AAC77E994CDA411E8ED9631C4FB47A92DC951B7859152D174E9A0368E664FE6F7D15B33E43AF43A55A539F7980BF43857968017ABE3A4800D9160F434D4061043C7A62F2BC373CE3381BF6756B8F1E857B1A9DFBAECBC55DF1A4B6E62C8DE1252C3419BAC644A40BA9D2537890AC46D3D72B470980EA51B7CE271061E545B7BCED5DDFA78F8CACE1E4453F3FDA9496A069303CBF6D131889EE2FDB29143C48947F4AB99286D7B98514BCCAD8B55273F9B8258019A04B9EE4E30A2C1C0FDD8BCDAD8EA22011DEA51287B',X'011031313238616335333730336239323632639B13DDD85331356B21AC5603CA1DF36D3838C8DB4990CCCCF6B8CFF6C0C04EF72B3EB3AC92EEE0E0CD9A003C1C144D5A68BB72B363CCC99170A1C9F9D6D9451B92267BD5F20EA219E4C8979F127C0A5FF0B352A3BB8D4AB20470959E64005029D8BC8F8E65575F57A05E59F51BFCD0CBC9280B599913005840DF77CC3DF65AF31CCE08EDA875CA6E65AD687A873770ACAB265064C4EB644964D454AB6FAA4BDF61D5B9206D6495E5034505446B1CD0E1D59497E8ADAAA3E3290472308513531374A6E267FCD7F75551B0E919D15D4DF02EDB7A07D72A092535E8E57ED501AEE0CB8BCA8F5F7EFE605DCBA4E664054B83493286F5199B4F6B5E3FC545EA833612DA46424617F1C5F5CCC0FD6A6FD3A593EDF96C7F6480E21B9B88B63842242CE57BE001DDB143D771B45508338CB6CBFF226035F5A4FC99355BBC208CB705FD409C99C8DE567B8EC2169E69B08A5F5F5088480B90A8D871F14C9DAE607C00221A5EA4B281ED4544BBF9D003BDCEE0C2616CD951350CE1824F965BD9AAC37254FD01CA5D280000F68AF8D68F69A74D526ED37355997A93EFC1C1CA99B3BD52B0C661908514E903648F6C27218B605F8D7AE58C46940E66532616FE86A2D5FF99FB310E80CE84FD9E13D01F4FA2335482DF5D77E89F08ABFA600C912F0BC930178117274B024758BC280939436C830DBC188E32E36CE52F14F4949E146514A3754F68D368BA779142F1CAFD0FE4BCA4F60C2D6F40642412596324771774D990C2C20B64C51E4807BF6165FF977A9F0578DE33E6B376A5FA4A7E3640A0D9A6CA7AE550A690C0016DFC622DC64DC2346C682FA049DD16D48A678C81A2966ADD21D39036A8876765C108F37AECD8E402C12E0B126067D21B24D3D60361BC0B9AA43B9751048F3D07EA079CC95FC2B6AB25483F7DE70E1AF0286FD0490A525CBBDE33A0334135A10C070A6B7F88B4B70B291FDC0C518C705775804343B35EDBA22400E69032BE23FF50B0D1AA280392BCB37D1CB87439ACFDC274898AA82204CBF6F95374314984D3FEEDEF417614DD1F42429820183BCB3A7FDCB99CF266F5D7EB0D0592BA80619F44C27DE0DFA770B30E923C52C33067D44DFC8CC2491D306FAA2EC735834550FAF179303AC5A639D4C138BEB5284F7D94F8EFBE2E11B9759BE5B23E5591FBF16D882B810385DF934812F3DF30A7B82701492A363B4580DC13CBEC23B58CEFEEB2BBA1D59CD1F76EE5795624FD26E2B7E68B21A07CC32EDC87E8DA1ED970A8E2A550E316E28E905B594E4DC66DE4B6B7791477FA4AFE27FA0B7F4A3638A356CBEA9CFB094E4D07AB23780D23FF34CCB805968AE73CA0D398047C61F94B661C459073D276DF229053952727388037786469646C8CCF82C31B20857539AE7C2C8CA525F40CD75E0730A8E7E26F0C430B719E942CB09B56CF12F86622777CDFFF9DE4D93028DB244B0F4C7FDFE97DECD5234F16D2DFE85970C05D7CB03F1AD06AFCE373FCC81E4C28D2070A7D18885D46FB76D7108F37F47E0432DBB1934A610DB5BBD33E4A3434BACC5111E99492B2909A4EE37A8E04CC8B942EF93638A16821650B040B1523A53555B625E37D5B2A8072DCA39326D2039797DC6D6596CC8AB468D7785A1C22DAA2E6DCDA04E96D4A6C0C370BB696DF3FD9B4728F415004F3281C41EE45163F21560276BF1E80D521B6EBAE71407F360947A20163CA54908B5BA95BD20748E04C601B46FDD38D1EA324AB964A9C52E85AFFB7BA','2026-11-24 16:10:40.452914','2026-11-24 16:10:40.452907',NULL,NULL,'');
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
INSERT INTO "tenants" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','Contoso','contoso','CIAM','2026-11-24 16:10:40.422420');
CREATE TABLE users (
	tenant_id TEXT NOT NULL, 
	object_id TEXT NOT NULL, 
	user_principal_name TEXT NOT NULL, 
	user_principal_name_key TEXT NOT NULL, 
	display_name TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	password_hash TEXT NOT NULL, 
	account_enabled BOOLEAN NOT NULL, 
	CONSTRAINT pk_users PRIMARY KEY (tenant_id, object_id), 
	CONSTRAINT fk_users_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id), 
	CONSTRAINT uq_users_tenant_id_user_principal_name_key UNIQUE (tenant_id, user_principal_name_key)
);
INSERT INTO "users" VALUES('695c3d8b-0745-44e1-bc3d-955ba31a03fc','9f0ba64d-ffd4-47d5-a441-ef47207f3a01','admin@contoso.onmicrosoft.com','admin@contoso.onmicrosoft.com','Administrator','2026-11-24 16:10:40.576794','$argon2id$v=19$m=19456,t=2,p=1$dzVLGaCIBAtTw5rbC4/fZw$epmGQDinTTENahntxo/lkK/9yGj0MoxrDRpRmygwWVc',1);
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
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('directory_changes',2);
COMMIT;
