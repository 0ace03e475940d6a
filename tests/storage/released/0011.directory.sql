BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0011');
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
INSERT INTO "app_role_assignments" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','Rm8nwtnp2Hih2sjiKMFOecMJ5goqzN3WeYeT7SMTpmI','3a3c42d0-4fea-42de-85cb-35fc0cf23a3b','af1f0c3a-2353-49ef-b7c1-33e4d2f1a222','d2c3d3b5-cead-4047-b8a6-9f485853ea26','ServicePrincipal','2026-11-24 20:17:38.085762');
INSERT INTO "app_role_assignments" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','VhxQcfJvgI66o3HNfd8s4K6ShYLXnA2dHQdtyE90LIM','3a3c42d0-4fea-42de-85cb-35fc0cf23a3b','af1f0c3a-2353-49ef-b7c1-33e4d2f1a222','aaf5bcef-4a2d-4e78-a5ba-43f96e14c9b7','ServicePrincipal','2026-11-24 20:17:38.087790');
INSERT INTO "app_role_assignments" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','um9SH7y6trn3n6YRNl8laaSFk9BcyXl8VL0oidEuysg','aa1c84e4-f238-47e6-b6c4-d11b97fc629e','23d50e54-fb70-4aed-8468-ffd3b5b96e96','1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9','ServicePrincipal','2026-11-24 20:17:38.171883');
INSERT INTO "app_role_assignments" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','aWG2whjkeZNp6j4kIl5GLM--Ua4NXxAyMRcSz22Vpbk','aa1c84e4-f238-47e6-b6c4-d11b97fc629e','23d50e54-fb70-4aed-8468-ffd3b5b96e96','06b708a9-e830-4db3-a914-8e69da51d44f','ServicePrincipal','2026-11-24 20:17:38.179900');
INSERT INTO "app_role_assignments" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','HdRtzIZhLPh1Yrc5Wvq5VWEuOYpW7ViIf-MR550VoCk','aa1c84e4-f238-47e6-b6c4-d11b97fc629e','23d50e54-fb70-4aed-8468-ffd3b5b96e96','8e8e4742-1d95-4f68-9d56-6ee75648c72a','ServicePrincipal','2026-11-24 20:17:38.193437');
INSERT INTO "app_role_assignments" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','QCdtfUkUTNqHcKq0C5neCE53TXB0Tjm4UyWVaRFsJ2Q','aa1c84e4-f238-47e6-b6c4-d11b97fc629e','23d50e54-fb70-4aed-8468-ffd3b5b96e96','7ab1d382-f21e-4acd-a863-ba3e13f7da61','ServicePrincipal','2026-11-24 20:17:38.209109');
INSERT INTO "app_role_assignments" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','W17TUa6Cce2udjOjbP3LdMgmu_aUG4JDImROWlIL4ug','aa1c84e4-f238-47e6-b6c4-d11b97fc629e','23d50e54-fb70-4aed-8468-ffd3b5b96e96','9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8','ServicePrincipal','2026-11-24 20:17:38.217979');
INSERT INTO "app_role_assignments" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','LeV3_yV5w5Vb_LZthxU8mT4hea4Wf8OvDHTKaxfuNjQ','aa1c84e4-f238-47e6-b6c4-d11b97fc629e','23d50e54-fb70-4aed-8468-ffd3b5b96e96','498476ce-e0fe-48b0-b801-37ba7e2685c6','ServicePrincipal','2026-11-24 20:17:38.230795');
INSERT INTO "app_role_assignments" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','gp3ZN_e-XS-VRqnT0HkeEpLmQkP-Am_6IQVGhHzICHc','aa1c84e4-f238-47e6-b6c4-d11b97fc629e','23d50e54-fb70-4aed-8468-ffd3b5b96e96','dbb9058a-0e50-45d7-ae91-66909b5d4664','ServicePrincipal','2026-11-24 20:17:38.241870');
INSERT INTO "app_role_assignments" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','-yQdX6l-II35BkFjivDMyBsjx574_RXWyQEyKf_WCYI','aa1c84e4-f238-47e6-b6c4-d11b97fc629e','23d50e54-fb70-4aed-8468-ffd3b5b96e96','be74164b-cff1-491c-8741-e671cb536e13','ServicePrincipal','2026-11-24 20:17:38.244565');
INSERT INTO "app_role_assignments" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','FC9D9Duf6YtwN6xGvECEPtMJ7b9PLlZ05lG46u3M7oU','aa1c84e4-f238-47e6-b6c4-d11b97fc629e','23d50e54-fb70-4aed-8468-ffd3b5b96e96','b0afded3-3588-46d8-8b3d-9842eff778da','ServicePrincipal','2026-11-24 20:17:38.256977');
CREATE TABLE application_words (
	tenant_id TEXT NOT NULL, 
	property TEXT NOT NULL, 
	word TEXT NOT NULL, 
	app_id TEXT NOT NULL, 
	CONSTRAINT pk_application_words PRIMARY KEY (tenant_id, property, word, app_id), 
	CONSTRAINT fk_application_words_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id)
);
INSERT INTO "application_words" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','displayname','graph','00000003-0000-0000-c000-000000000000');
INSERT INTO "application_words" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','displayname','microsoft','00000003-0000-0000-c000-000000000000');
INSERT INTO "application_words" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','displayname','api','712be679-867f-44b4-b804-9696f6904ac1');
INSERT INTO "application_words" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','displayname','ciam','712be679-867f-44b4-b804-9696f6904ac1');
INSERT INTO "application_words" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','displayname','todolist','712be679-867f-44b4-b804-9696f6904ac1');
INSERT INTO "application_words" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','displayname','app','3d8e2c9a-aaff-485d-870e-6534a27fa439');
INSERT INTO "application_words" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','displayname','ciam','3d8e2c9a-aaff-485d-870e-6534a27fa439');
INSERT INTO "application_words" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','displayname','client','3d8e2c9a-aaff-485d-870e-6534a27fa439');
INSERT INTO "application_words" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','displayname','daemonry','a414b879-53a0-46f4-be1b-9665062602a3');
INSERT INTO "application_words" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','displayname','management','a414b879-53a0-46f4-be1b-9665062602a3');
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
INSERT INTO "applications" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','4ea3bb83-3989-423e-879d-fa366d6aa188','712be679-867f-44b4-b804-9696f6904ac1','ciam-ToDoList-api','ciam-todolist-api',NULL,NULL,'2026-11-24 20:17:37.917144',NULL,'{"sign_in_audience":"AzureADMyOrg","description":null,"notes":null,"publisher_domain":"contoso.onmicrosoft.com","identifier_uris":["api://712be679-867f-44b4-b804-9696f6904ac1"],"app_roles":[{"role_id":"d2c3d3b5-cead-4047-b8a6-9f485853ea26","value":"ToDoList.Read.All","display_name":"ToDoList.Read.All","description":"Allow the app to read every user''s to-do list","allowed_member_types":["Application"],"is_enabled":true},{"role_id":"aaf5bcef-4a2d-4e78-a5ba-43f96e14c9b7","value":"ToDoList.ReadWrite.All","display_name":"ToDoList.ReadWrite.All","description":"Allow the app to read and write every user''s to-do list","allowed_member_types":["Application"],"is_enabled":true}],"required_resource_access":[],"key_credentials":[],"trusted_subjects":[],"federated_identity_credentials":[],"token_settings":{"assertion_profile":"entra","certificate_only":false,"access_token_profile":"entra","signing_algorithm":"RS256","sender_constraint":"none","allow_resource_parameter":false,"allow_role_subset":false,"allow_introspection":false,"allow_revocation":false,"continuous_access_evaluation":false},"optional_claims":{"id_token":[],"access_token":[{"name":"idtyp","source":null,"essential":false,"additional_properties":[]}],"saml2_token":[]},"api":{"requested_access_token_version":2,"accept_mapped_claims":null,"known_client_applications":[],"oauth2_permission_scopes":[{"scope_id":"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a21","value":"ToDoList.Read","type":"User","admin_consent_display_name":"Read to-do lists of people","admin_consent_description":"Lets the application read what people have to do.","user_consent_display_name":"Read your to-do list","user_consent_description":"Lets the application read what you have to do.","is_enabled":true},{"scope_id":"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a22","value":"ToDoList.ReadWrite","type":"User","admin_consent_display_name":"Read and change to-do lists of people","admin_consent_description":"Lets the application read and change what people have to do.","user_consent_display_name":"Read and change your to-do list","user_consent_description":"Lets the application read and change what you have to do.","is_enabled":true}],"pre_authorized_applications":[]},"web":{"home_page_url":null,"logout_url":null,"redirect_uris":[],"enable_access_token_issuance":false,"enable_id_token_issuance":false},"info":{"marketing_url":null,"privacy_statement_url":null,"support_url":null,"terms_of_service_url":null},"spa_redirect_uris":[],"public_client_redirect_uris":[],"is_fallback_public_client":null,"is_device_only_auth_supported":null,"group_membership_claims":null,"service_management_reference":null,"tags":[],"is_disabled":null,"oauth2_require_post_response":false,"created_by_app_id":null}');
INSERT INTO "applications" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','84315610-56b9-4760-adf1-40b718e01463','3d8e2c9a-aaff-485d-870e-6534a27fa439','ciam-client-app','ciam-client-app',NULL,NULL,'2026-11-24 20:17:38.059784',NULL,'{"sign_in_audience":"AzureADMyOrg","description":null,"notes":null,"publisher_domain":"contoso.onmicrosoft.com","identifier_uris":[],"app_roles":[],"required_resource_access":[{"resource_app_id":"712be679-867f-44b4-b804-9696f6904ac1","resource_access":[{"permission_id":"d2c3d3b5-cead-4047-b8a6-9f485853ea26","type":"Role"},{"permission_id":"aaf5bcef-4a2d-4e78-a5ba-43f96e14c9b7","type":"Role"}]}],"key_credentials":[],"trusted_subjects":[],"federated_identity_credentials":[],"token_settings":{"assertion_profile":"entra","certificate_only":false,"access_token_profile":"entra","signing_algorithm":"RS256","sender_constraint":"none","allow_resource_parameter":false,"allow_role_subset":false,"allow_introspection":false,"allow_revocation":false,"continuous_access_evaluation":false},"optional_claims":null,"api":{"requested_access_token_version":null,"accept_mapped_claims":null,"known_client_applications":[],"oauth2_permission_scopes":[],"pre_authorized_applications":[]},"web":{"home_page_url":null,"logout_url":null,"redirect_uris":[],"enable_access_token_issuance":false,"enable_id_token_issuance":false},"info":{"marketing_url":null,"privacy_statement_url":null,"support_url":null,"terms_of_service_url":null},"spa_redirect_uris":[],"public_client_redirect_uris":[],"is_fallback_public_client":null,"is_device_only_auth_supported":null,"group_membership_claims":null,"service_management_reference":null,"tags":[],"is_disabled":null,"oauth2_require_post_response":false,"created_by_app_id":null}');
INSERT INTO "applications" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','887f7f36-c26b-4dcb-8bb3-a6c36f3b39ca','a414b879-53a0-46f4-be1b-9665062602a3','daemonry-management','daemonry-management',NULL,NULL,'2026-11-24 20:17:38.090052',NULL,'{"sign_in_audience":"AzureADMyOrg","description":null,"notes":null,"publisher_domain":"contoso.onmicrosoft.com","identifier_uris":[],"app_roles":[],"required_resource_access":[{"resource_app_id":"00000003-0000-0000-c000-000000000000","resource_access":[{"permission_id":"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9","type":"Role"},{"permission_id":"06b708a9-e830-4db3-a914-8e69da51d44f","type":"Role"},{"permission_id":"8e8e4742-1d95-4f68-9d56-6ee75648c72a","type":"Role"},{"permission_id":"7ab1d382-f21e-4acd-a863-ba3e13f7da61","type":"Role"},{"permission_id":"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8","type":"Role"},{"permission_id":"498476ce-e0fe-48b0-b801-37ba7e2685c6","type":"Role"},{"permission_id":"dbb9058a-0e50-45d7-ae91-66909b5d4664","type":"Role"},{"permission_id":"be74164b-cff1-491c-8741-e671cb536e13","type":"Role"},{"permission_id":"b0afded3-3588-46d8-8b3d-9842eff778da","type":"Role"}]}],"key_credentials":[],"trusted_subjects":[],"federated_identity_credentials":[],"token_settings":{"assertion_profile":"entra","certificate_only":false,"access_token_profile":"entra","signing_algorithm":"RS256","sender_constraint":"none","allow_resource_parameter":false,"allow_role_subset":false,"allow_introspection":false,"allow_revocation":false,"continuous_access_evaluation":false},"optional_claims":null,"api":{"requested_access_token_version":null,"accept_mapped_claims":null,"known_client_applications":[],"oauth2_permission_scopes":[],"pre_authorized_applications":[]},"web":{"home_page_url":null,"logout_url":null,"redirect_uris":[],"enable_access_token_issuance":false,"enable_id_token_issuance":false},"info":{"marketing_url":null,"privacy_statement_url":null,"support_url":null,"terms_of_service_url":null},"spa_redirect_uris":[],"public_client_redirect_uris":[],"is_fallback_public_client":null,"is_device_only_auth_supported":null,"group_membership_claims":null,"service_management_reference":null,"tags":[],"is_disabled":null,"oauth2_require_post_response":false,"created_by_app_id":null}');
CREATE TABLE audit_events (
	tenant_id TEXT NOT NULL, 
	event_id TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_audit_events PRIMARY KEY (tenant_id, event_id)
);
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','e7a4f97e-e43a-4a2f-87af-08c157f4e995','2026-11-24 20:17:36.984893','{"activity":"Create tenant","category":"DirectoryManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"8367885f-db7e-4e0e-beca-83782c66f3fa","display_name":"Contoso","type":"Organization","modified":[{"name":"displayName","old_value":null,"new_value":"\"Contoso\""},{"name":"subdomain","old_value":null,"new_value":"\"contoso\""},{"name":"domains","old_value":null,"new_value":"[{\"name\":\"contoso.onmicrosoft.com\",\"isInitial\":true,\"isDefault\":true,\"isVerified\":true,\"verification\":\"\"}]"},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T20:17:36.925651Z\""},{"name":"tenantType","old_value":null,"new_value":"\"CIAM\""},{"name":"contacts","old_value":null,"new_value":"{\"technical\":[],\"marketing\":[],\"securityMails\":[],\"securityPhones\":[],\"privacyEmail\":null,\"privacyStatementUrl\":null}"},{"name":"appManagement","old_value":null,"new_value":"{\"isEnabled\":false,\"applicationRestrictions\":{\"passwordCredentials\":[],\"keyCredentials\":[]},\"servicePrincipalRestrictions\":{\"passwordCredentials\":[],\"keyCredentials\":[]}}"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','240f62ca-5588-4263-b47e-134b3735c77d','2026-11-24 20:17:37.587966','{"activity":"Add token signing key","category":"DirectoryManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"6-W-KfmxVbnx-992c5tKb7UcPII","display_name":"6-W-KfmxVbnx-992c5tKb7UcPII","type":"SigningKey","modified":[{"name":"algorithm","old_value":null,"new_value":"\"RS256\""},{"name":"appId","old_value":null,"new_value":"\"\""},{"name":"activeFrom","old_value":null,"new_value":"\"2026-11-24T20:17:37.005720Z\""}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','b484bad7-c43e-4f0c-8200-451b0a87d1a1','2026-11-24 20:17:37.617903','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"23d50e54-fb70-4aed-8468-ffd3b5b96e96","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"00000003-0000-0000-c000-000000000000\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T20:17:37.591090Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','5173cc29-c166-45b7-a9c7-bb652d988110','2026-11-24 20:17:37.862373','{"activity":"Add user","category":"UserManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"23412584-a586-4944-98df-9f66e04a1a89","display_name":"Administrator","type":"User","modified":[{"name":"userPrincipalName","old_value":null,"new_value":"\"admin@contoso.onmicrosoft.com\""},{"name":"displayName","old_value":null,"new_value":"\"Administrator\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T20:17:37.725648Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"mustChangePassword","old_value":null,"new_value":"false"},{"name":"passwordChangedAt","old_value":null,"new_value":"\"2026-11-24T20:17:37.846850Z\""},{"name":"isFactorRequired","old_value":null,"new_value":"false"},{"name":"details","old_value":null,"new_value":"{}"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','6eafb0bc-99c8-4653-b363-e658a3b1ba95','2026-11-24 20:17:37.907727','{"activity":"Add member to role","category":"RoleManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"23412584-a586-4944-98df-9f66e04a1a89","display_name":"Administrator","type":"User","modified":[{"name":"Role.DisplayName","old_value":null,"new_value":"\"Global Administrator\""}]}],"result":"success","reason":"","details":{"severity":"high"}}');
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','c31fd8d1-ec32-497e-90f6-488400efc3af','2026-11-24 20:17:37.944432','{"activity":"Add application","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"4ea3bb83-3989-423e-879d-fa366d6aa188","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"appId","old_value":null,"new_value":"\"712be679-867f-44b4-b804-9696f6904ac1\""},{"name":"displayName","old_value":null,"new_value":"\"ciam-ToDoList-api\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T20:17:37.917144Z\""},{"name":"signInAudience","old_value":null,"new_value":"\"AzureADMyOrg\""},{"name":"publisherDomain","old_value":null,"new_value":"\"contoso.onmicrosoft.com\""},{"name":"tokenSettings","old_value":null,"new_value":"{\"assertionProfile\":\"entra\",\"certificateOnly\":false,\"accessTokenProfile\":\"entra\",\"signingAlgorithm\":\"RS256\",\"senderConstraint\":\"none\",\"allowResourceParameter\":false,\"allowRoleSubset\":false,\"allowIntrospection\":false,\"allowRevocation\":false,\"continuousAccessEvaluation\":false}"},{"name":"optionalClaims","old_value":null,"new_value":"{\"idToken\":[],\"accessToken\":[{\"name\":\"idtyp\",\"source\":null,\"essential\":false,\"additionalProperties\":[]}],\"saml2Token\":[]}"},{"name":"api","old_value":null,"new_value":"{\"requestedAccessTokenVersion\":2,\"acceptMappedClaims\":null,\"knownClientApplications\":[],\"oauth2PermissionScopes\":[{\"id\":\"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a21\",\"value\":\"ToDoList.Read\",\"type\":\"User\",\"adminConsentDisplayName\":\"Read to-do lists of people\",\"adminConsentDescription\":\"Lets the application read what people have to do.\",\"userConsentDisplayName\":\"Read your to-do list\",\"userConsentDescription\":\"Lets the application read what you have to do.\",\"isEnabled\":true},{\"id\":\"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a22\",\"value\":\"ToDoList.ReadWrite\",\"type\":\"User\",\"adminConsentDisplayName\":\"Read and change to-do lists of people\",\"adminConsentDescription\":\"Lets the application read and change what people have to do.\",\"userConsentDisplayName\":\"Read and change your to-do list\",\"userConsentDescription\":\"Lets the application read and change what you have to do.\",\"isEnabled\":true}],\"preAuthorizedApplications\":[]}"},{"name":"web","old_value":null,"new_value":"{\"homePageUrl\":null,\"logoutUrl\":null,\"redirectUris\":[],\"enableAccessTokenIssuance\":false,\"enableIdTokenIssuance\":false}"},{"name":"info","old_value":null,"new_value":"{\"marketingUrl\":null,\"privacyStatementUrl\":null,\"supportUrl\":null,\"termsOfServiceUrl\":null}"},{"name":"oauth2RequirePostResponse","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','61e1c7de-18a6-4474-a0b0-2277422fd226','2026-11-24 20:17:37.975289','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"4ea3bb83-3989-423e-879d-fa366d6aa188","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"identifierUris","old_value":"[]","new_value":"[\"api://712be679-867f-44b4-b804-9696f6904ac1\"]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','66b4e956-790e-4979-9000-4e75909635a5','2026-11-24 20:17:38.000945','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"4ea3bb83-3989-423e-879d-fa366d6aa188","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"appRoles","old_value":"[]","new_value":"[{\"id\":\"d2c3d3b5-cead-4047-b8a6-9f485853ea26\",\"value\":\"ToDoList.Read.All\",\"displayName\":\"ToDoList.Read.All\",\"description\":\"Allow the app to read every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','da863a44-f824-48e4-b041-928a5bb2bd29','2026-11-24 20:17:38.033865','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"4ea3bb83-3989-423e-879d-fa366d6aa188","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"appRoles","old_value":"[{\"id\":\"d2c3d3b5-cead-4047-b8a6-9f485853ea26\",\"value\":\"ToDoList.Read.All\",\"displayName\":\"ToDoList.Read.All\",\"description\":\"Allow the app to read every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]","new_value":"[{\"id\":\"d2c3d3b5-cead-4047-b8a6-9f485853ea26\",\"value\":\"ToDoList.Read.All\",\"displayName\":\"ToDoList.Read.All\",\"description\":\"Allow the app to read every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true},{\"id\":\"aaf5bcef-4a2d-4e78-a5ba-43f96e14c9b7\",\"value\":\"ToDoList.ReadWrite.All\",\"displayName\":\"ToDoList.ReadWrite.All\",\"description\":\"Allow the app to read and write every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','c5d144c1-ef99-4e26-80a3-825540bf0767','2026-11-24 20:17:38.058636','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"af1f0c3a-2353-49ef-b7c1-33e4d2f1a222","display_name":"ciam-ToDoList-api","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"712be679-867f-44b4-b804-9696f6904ac1\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T20:17:38.057619Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','ce9b7f33-e552-4fd3-b057-54beb5955bbe','2026-11-24 20:17:38.062636','{"activity":"Add application","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"84315610-56b9-4760-adf1-40b718e01463","display_name":"ciam-client-app","type":"Application","modified":[{"name":"appId","old_value":null,"new_value":"\"3d8e2c9a-aaff-485d-870e-6534a27fa439\""},{"name":"displayName","old_value":null,"new_value":"\"ciam-client-app\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T20:17:38.059784Z\""},{"name":"signInAudience","old_value":null,"new_value":"\"AzureADMyOrg\""},{"name":"publisherDomain","old_value":null,"new_value":"\"contoso.onmicrosoft.com\""},{"name":"tokenSettings","old_value":null,"new_value":"{\"assertionProfile\":\"entra\",\"certificateOnly\":false,\"accessTokenProfile\":\"entra\",\"signingAlgorithm\":\"RS256\",\"senderConstraint\":\"none\",\"allowResourceParameter\":false,\"allowRoleSubset\":false,\"allowIntrospection\":false,\"allowRevocation\":false,\"continuousAccessEvaluation\":false}"},{"name":"api","old_value":null,"new_value":"{\"requestedAccessTokenVersion\":null,\"acceptMappedClaims\":null,\"knownClientApplications\":[],\"oauth2PermissionScopes\":[],\"preAuthorizedApplications\":[]}"},{"name":"web","old_value":null,"new_value":"{\"homePageUrl\":null,\"logoutUrl\":null,\"redirectUris\":[],\"enableAccessTokenIssuance\":false,\"enableIdTokenIssuance\":false}"},{"name":"info","old_value":null,"new_value":"{\"marketingUrl\":null,\"privacyStatementUrl\":null,\"supportUrl\":null,\"termsOfServiceUrl\":null}"},{"name":"oauth2RequirePostResponse","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','e8ed792a-aeb8-4ac4-b0b5-5f8038081301','2026-11-24 20:17:38.065911','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"3a3c42d0-4fea-42de-85cb-35fc0cf23a3b","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"3d8e2c9a-aaff-485d-870e-6534a27fa439\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T20:17:38.065151Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','d4b96f94-e336-4629-a704-9b6e0a057044','2026-11-24 20:17:38.075975','{"activity":"Update application - Certificates and secrets management","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"84315610-56b9-4760-adf1-40b718e01463","display_name":"ciam-client-app","type":"Application","modified":[{"name":"passwordCredentials","old_value":"[]","new_value":"[{\"keyId\":\"2c481e06-5da4-4f52-bd55-c54c94e44cab\",\"displayName\":\"tutorial\",\"startDateTime\":\"2026-11-24T20:17:38Z\",\"endDateTime\":\"2028-11-24T20:17:38Z\",\"hint\":\"1YZ\"}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','9b17f2e1-af98-4bf8-acad-ea53780cdf2a','2026-11-24 20:17:38.081040','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"84315610-56b9-4760-adf1-40b718e01463","display_name":"ciam-client-app","type":"Application","modified":[{"name":"requiredResourceAccess","old_value":"[]","new_value":"[{\"resourceAppId\":\"712be679-867f-44b4-b804-9696f6904ac1\",\"resourceAccess\":[{\"id\":\"d2c3d3b5-cead-4047-b8a6-9f485853ea26\",\"type\":\"Role\"},{\"id\":\"aaf5bcef-4a2d-4e78-a5ba-43f96e14c9b7\",\"type\":\"Role\"}]}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','b2461099-590c-40eb-bef3-d63699f43cfd','2026-11-24 20:17:38.087222','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"af1f0c3a-2353-49ef-b7c1-33e4d2f1a222","display_name":"ciam-ToDoList-api","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"d2c3d3b5-cead-4047-b8a6-9f485853ea26\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"ToDoList.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"ToDoList.Read.All\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"3a3c42d0-4fea-42de-85cb-35fc0cf23a3b\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"ciam-client-app\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"3d8e2c9a-aaff-485d-870e-6534a27fa439\""}]},{"object_id":"3a3c42d0-4fea-42de-85cb-35fc0cf23a3b","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','d3c15730-3d8a-43d8-80d0-63441a0caccd','2026-11-24 20:17:38.088737','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"af1f0c3a-2353-49ef-b7c1-33e4d2f1a222","display_name":"ciam-ToDoList-api","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"aaf5bcef-4a2d-4e78-a5ba-43f96e14c9b7\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"ToDoList.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"ToDoList.ReadWrite.All\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"3a3c42d0-4fea-42de-85cb-35fc0cf23a3b\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"ciam-client-app\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"3d8e2c9a-aaff-485d-870e-6534a27fa439\""}]},{"object_id":"3a3c42d0-4fea-42de-85cb-35fc0cf23a3b","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','d2d0d3e8-94a1-479a-8220-49eee1d07ce7','2026-11-24 20:17:38.089144','{"activity":"Consent to application","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"3a3c42d0-4fea-42de-85cb-35fc0cf23a3b","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[{"name":"ConsentAction.Permissions","old_value":null,"new_value":"[\"712be679-867f-44b4-b804-9696f6904ac1: ToDoList.Read.All, ToDoList.ReadWrite.All\"]"}]}],"result":"success","reason":"","details":{"isAdminConsent":"true"}}');
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','e2de1303-f374-46b1-86fb-ee1471064be0','2026-11-24 20:17:38.092667','{"activity":"Add application","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"887f7f36-c26b-4dcb-8bb3-a6c36f3b39ca","display_name":"daemonry-management","type":"Application","modified":[{"name":"appId","old_value":null,"new_value":"\"a414b879-53a0-46f4-be1b-9665062602a3\""},{"name":"displayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T20:17:38.090052Z\""},{"name":"signInAudience","old_value":null,"new_value":"\"AzureADMyOrg\""},{"name":"publisherDomain","old_value":null,"new_value":"\"contoso.onmicrosoft.com\""},{"name":"tokenSettings","old_value":null,"new_value":"{\"assertionProfile\":\"entra\",\"certificateOnly\":false,\"accessTokenProfile\":\"entra\",\"signingAlgorithm\":\"RS256\",\"senderConstraint\":\"none\",\"allowResourceParameter\":false,\"allowRoleSubset\":false,\"allowIntrospection\":false,\"allowRevocation\":false,\"continuousAccessEvaluation\":false}"},{"name":"api","old_value":null,"new_value":"{\"requestedAccessTokenVersion\":null,\"acceptMappedClaims\":null,\"knownClientApplications\":[],\"oauth2PermissionScopes\":[],\"preAuthorizedApplications\":[]}"},{"name":"web","old_value":null,"new_value":"{\"homePageUrl\":null,\"logoutUrl\":null,\"redirectUris\":[],\"enableAccessTokenIssuance\":false,\"enableIdTokenIssuance\":false}"},{"name":"info","old_value":null,"new_value":"{\"marketingUrl\":null,\"privacyStatementUrl\":null,\"supportUrl\":null,\"termsOfServiceUrl\":null}"},{"name":"oauth2RequirePostResponse","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','9d22ea67-9fd2-4318-8960-506df0706958','2026-11-24 20:17:38.095513','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"aa1c84e4-f238-47e6-b6c4-d11b97fc629e","display_name":"daemonry-management","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"a414b879-53a0-46f4-be1b-9665062602a3\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T20:17:38.094804Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','5f9d8893-69c9-4651-b920-a8af5663040c','2026-11-24 20:17:38.116724','{"activity":"Update application - Certificates and secrets management","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"887f7f36-c26b-4dcb-8bb3-a6c36f3b39ca","display_name":"daemonry-management","type":"Application","modified":[{"name":"passwordCredentials","old_value":"[]","new_value":"[{\"keyId\":\"fdc5674e-dd0c-4fd7-b3a6-473ee40567b6\",\"displayName\":\"tutorial\",\"startDateTime\":\"2026-11-24T20:17:38Z\",\"endDateTime\":\"2028-11-24T20:17:38Z\",\"hint\":\"otx\"}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','850be4dc-897f-4fd3-9109-096643ccd408','2026-11-24 20:17:38.143081','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"887f7f36-c26b-4dcb-8bb3-a6c36f3b39ca","display_name":"daemonry-management","type":"Application","modified":[{"name":"requiredResourceAccess","old_value":"[]","new_value":"[{\"resourceAppId\":\"00000003-0000-0000-c000-000000000000\",\"resourceAccess\":[{\"id\":\"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9\",\"type\":\"Role\"},{\"id\":\"06b708a9-e830-4db3-a914-8e69da51d44f\",\"type\":\"Role\"},{\"id\":\"8e8e4742-1d95-4f68-9d56-6ee75648c72a\",\"type\":\"Role\"},{\"id\":\"7ab1d382-f21e-4acd-a863-ba3e13f7da61\",\"type\":\"Role\"},{\"id\":\"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8\",\"type\":\"Role\"},{\"id\":\"498476ce-e0fe-48b0-b801-37ba7e2685c6\",\"type\":\"Role\"},{\"id\":\"dbb9058a-0e50-45d7-ae91-66909b5d4664\",\"type\":\"Role\"},{\"id\":\"be74164b-cff1-491c-8741-e671cb536e13\",\"type\":\"Role\"},{\"id\":\"b0afded3-3588-46d8-8b3d-9842eff778da\",\"type\":\"Role\"}]}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','2e68e3ba-f94f-4ca9-9b5b-6d142fb9c140','2026-11-24 20:17:38.179303','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"23d50e54-fb70-4aed-8468-ffd3b5b96e96","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Application.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read and write all applications\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"aa1c84e4-f238-47e6-b6c4-d11b97fc629e\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"a414b879-53a0-46f4-be1b-9665062602a3\""}]},{"object_id":"aa1c84e4-f238-47e6-b6c4-d11b97fc629e","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{"severity":"high","takeoverPermissions":"Application.ReadWrite.All"}}');
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','45984d33-badb-45cf-a9e4-37360ea91817','2026-11-24 20:17:38.192852','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"23d50e54-fb70-4aed-8468-ffd3b5b96e96","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"06b708a9-e830-4db3-a914-8e69da51d44f\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"AppRoleAssignment.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage app role assignments and grant admin consent\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"aa1c84e4-f238-47e6-b6c4-d11b97fc629e\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"a414b879-53a0-46f4-be1b-9665062602a3\""}]},{"object_id":"aa1c84e4-f238-47e6-b6c4-d11b97fc629e","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{"severity":"high","takeoverPermissions":"AppRoleAssignment.ReadWrite.All"}}');
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','3d49b818-bb94-4fe6-b714-fde49d68bd2d','2026-11-24 20:17:38.200850','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"23d50e54-fb70-4aed-8468-ffd3b5b96e96","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"8e8e4742-1d95-4f68-9d56-6ee75648c72a\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"DelegatedPermissionGrant.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage delegated permission grants\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"aa1c84e4-f238-47e6-b6c4-d11b97fc629e\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"a414b879-53a0-46f4-be1b-9665062602a3\""}]},{"object_id":"aa1c84e4-f238-47e6-b6c4-d11b97fc629e","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','70f85e50-4c90-40b3-81f2-5348605ccf50','2026-11-24 20:17:38.217349','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"23d50e54-fb70-4aed-8468-ffd3b5b96e96","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"7ab1d382-f21e-4acd-a863-ba3e13f7da61\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Directory.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read directory data\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"aa1c84e4-f238-47e6-b6c4-d11b97fc629e\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"a414b879-53a0-46f4-be1b-9665062602a3\""}]},{"object_id":"aa1c84e4-f238-47e6-b6c4-d11b97fc629e","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','c97788fe-8e56-4abb-a1f3-60666228d845','2026-11-24 20:17:38.225938','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"23d50e54-fb70-4aed-8468-ffd3b5b96e96","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"RoleManagement.ReadWrite.Directory\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage directory roles and their assignments\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"aa1c84e4-f238-47e6-b6c4-d11b97fc629e\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"a414b879-53a0-46f4-be1b-9665062602a3\""}]},{"object_id":"aa1c84e4-f238-47e6-b6c4-d11b97fc629e","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{"severity":"high","takeoverPermissions":"RoleManagement.ReadWrite.Directory"}}');
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','6ae692f1-8781-4137-9e7c-b2cfb72fd63d','2026-11-24 20:17:38.241255','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"23d50e54-fb70-4aed-8468-ffd3b5b96e96","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"498476ce-e0fe-48b0-b801-37ba7e2685c6\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Organization.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read the organization\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"aa1c84e4-f238-47e6-b6c4-d11b97fc629e\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"a414b879-53a0-46f4-be1b-9665062602a3\""}]},{"object_id":"aa1c84e4-f238-47e6-b6c4-d11b97fc629e","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','da64bf06-29bc-462a-8c5d-4f247a2fd7c3','2026-11-24 20:17:38.243112','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"23d50e54-fb70-4aed-8468-ffd3b5b96e96","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"dbb9058a-0e50-45d7-ae91-66909b5d4664\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Domain.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read domains\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"aa1c84e4-f238-47e6-b6c4-d11b97fc629e\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"a414b879-53a0-46f4-be1b-9665062602a3\""}]},{"object_id":"aa1c84e4-f238-47e6-b6c4-d11b97fc629e","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','aa6ecc94-96f7-4b5c-af4f-6250030b61c0','2026-11-24 20:17:38.249626','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"23d50e54-fb70-4aed-8468-ffd3b5b96e96","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"be74164b-cff1-491c-8741-e671cb536e13\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Policy.ReadWrite.ApplicationConfiguration\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage application configuration policies\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"aa1c84e4-f238-47e6-b6c4-d11b97fc629e\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"a414b879-53a0-46f4-be1b-9665062602a3\""}]},{"object_id":"aa1c84e4-f238-47e6-b6c4-d11b97fc629e","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','75be4095-9526-4afa-b9d5-3ae7a4b49441','2026-11-24 20:17:38.258126','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"23d50e54-fb70-4aed-8468-ffd3b5b96e96","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"b0afded3-3588-46d8-8b3d-9842eff778da\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"AuditLog.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read audit and sign-in records\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"aa1c84e4-f238-47e6-b6c4-d11b97fc629e\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"a414b879-53a0-46f4-be1b-9665062602a3\""}]},{"object_id":"aa1c84e4-f238-47e6-b6c4-d11b97fc629e","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','c1980a1d-f0c6-4bd1-80cb-7159ed2441f7','2026-11-24 20:17:38.265099','{"activity":"Consent to application","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"aa1c84e4-f238-47e6-b6c4-d11b97fc629e","display_name":"daemonry-management","type":"ServicePrincipal","modified":[{"name":"ConsentAction.Permissions","old_value":null,"new_value":"[\"00000003-0000-0000-c000-000000000000: Application.ReadWrite.All, AppRoleAssignment.ReadWrite.All, DelegatedPermissionGrant.ReadWrite.All, Directory.Read.All, RoleManagement.ReadWrite.Directory, Organization.Read.All, Domain.Read.All, Policy.ReadWrite.ApplicationConfiguration, AuditLog.Read.All\"]"}]}],"result":"success","reason":"","details":{"isAdminConsent":"true","severity":"high"}}');
CREATE TABLE audit_targets (
	tenant_id TEXT NOT NULL, 
	object_id TEXT NOT NULL, 
	event_id TEXT NOT NULL, 
	CONSTRAINT pk_audit_targets PRIMARY KEY (tenant_id, object_id, event_id), 
	CONSTRAINT fk_audit_targets_tenant_id_event_id FOREIGN KEY(tenant_id, event_id) REFERENCES audit_events (tenant_id, event_id) ON DELETE CASCADE
);
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','8367885f-db7e-4e0e-beca-83782c66f3fa','e7a4f97e-e43a-4a2f-87af-08c157f4e995');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','6-W-KfmxVbnx-992c5tKb7UcPII','240f62ca-5588-4263-b47e-134b3735c77d');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','23d50e54-fb70-4aed-8468-ffd3b5b96e96','b484bad7-c43e-4f0c-8200-451b0a87d1a1');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','23412584-a586-4944-98df-9f66e04a1a89','5173cc29-c166-45b7-a9c7-bb652d988110');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','23412584-a586-4944-98df-9f66e04a1a89','6eafb0bc-99c8-4653-b363-e658a3b1ba95');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','4ea3bb83-3989-423e-879d-fa366d6aa188','c31fd8d1-ec32-497e-90f6-488400efc3af');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','4ea3bb83-3989-423e-879d-fa366d6aa188','61e1c7de-18a6-4474-a0b0-2277422fd226');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','4ea3bb83-3989-423e-879d-fa366d6aa188','66b4e956-790e-4979-9000-4e75909635a5');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','4ea3bb83-3989-423e-879d-fa366d6aa188','da863a44-f824-48e4-b041-928a5bb2bd29');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','af1f0c3a-2353-49ef-b7c1-33e4d2f1a222','c5d144c1-ef99-4e26-80a3-825540bf0767');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','84315610-56b9-4760-adf1-40b718e01463','ce9b7f33-e552-4fd3-b057-54beb5955bbe');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','3a3c42d0-4fea-42de-85cb-35fc0cf23a3b','e8ed792a-aeb8-4ac4-b0b5-5f8038081301');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','84315610-56b9-4760-adf1-40b718e01463','d4b96f94-e336-4629-a704-9b6e0a057044');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','84315610-56b9-4760-adf1-40b718e01463','9b17f2e1-af98-4bf8-acad-ea53780cdf2a');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','af1f0c3a-2353-49ef-b7c1-33e4d2f1a222','b2461099-590c-40eb-bef3-d63699f43cfd');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','3a3c42d0-4fea-42de-85cb-35fc0cf23a3b','b2461099-590c-40eb-bef3-d63699f43cfd');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','af1f0c3a-2353-49ef-b7c1-33e4d2f1a222','d3c15730-3d8a-43d8-80d0-63441a0caccd');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','3a3c42d0-4fea-42de-85cb-35fc0cf23a3b','d3c15730-3d8a-43d8-80d0-63441a0caccd');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','3a3c42d0-4fea-42de-85cb-35fc0cf23a3b','d2d0d3e8-94a1-479a-8220-49eee1d07ce7');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','887f7f36-c26b-4dcb-8bb3-a6c36f3b39ca','e2de1303-f374-46b1-86fb-ee1471064be0');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','aa1c84e4-f238-47e6-b6c4-d11b97fc629e','9d22ea67-9fd2-4318-8960-506df0706958');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','887f7f36-c26b-4dcb-8bb3-a6c36f3b39ca','5f9d8893-69c9-4651-b920-a8af5663040c');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','887f7f36-c26b-4dcb-8bb3-a6c36f3b39ca','850be4dc-897f-4fd3-9109-096643ccd408');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','23d50e54-fb70-4aed-8468-ffd3b5b96e96','2e68e3ba-f94f-4ca9-9b5b-6d142fb9c140');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','aa1c84e4-f238-47e6-b6c4-d11b97fc629e','2e68e3ba-f94f-4ca9-9b5b-6d142fb9c140');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','23d50e54-fb70-4aed-8468-ffd3b5b96e96','45984d33-badb-45cf-a9e4-37360ea91817');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','aa1c84e4-f238-47e6-b6c4-d11b97fc629e','45984d33-badb-45cf-a9e4-37360ea91817');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','23d50e54-fb70-4aed-8468-ffd3b5b96e96','3d49b818-bb94-4fe6-b714-fde49d68bd2d');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','aa1c84e4-f238-47e6-b6c4-d11b97fc629e','3d49b818-bb94-4fe6-b714-fde49d68bd2d');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','23d50e54-fb70-4aed-8468-ffd3b5b96e96','70f85e50-4c90-40b3-81f2-5348605ccf50');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','aa1c84e4-f238-47e6-b6c4-d11b97fc629e','70f85e50-4c90-40b3-81f2-5348605ccf50');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','23d50e54-fb70-4aed-8468-ffd3b5b96e96','c97788fe-8e56-4abb-a1f3-60666228d845');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','aa1c84e4-f238-47e6-b6c4-d11b97fc629e','c97788fe-8e56-4abb-a1f3-60666228d845');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','23d50e54-fb70-4aed-8468-ffd3b5b96e96','6ae692f1-8781-4137-9e7c-b2cfb72fd63d');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','aa1c84e4-f238-47e6-b6c4-d11b97fc629e','6ae692f1-8781-4137-9e7c-b2cfb72fd63d');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','23d50e54-fb70-4aed-8468-ffd3b5b96e96','da64bf06-29bc-462a-8c5d-4f247a2fd7c3');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','aa1c84e4-f238-47e6-b6c4-d11b97fc629e','da64bf06-29bc-462a-8c5d-4f247a2fd7c3');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','23d50e54-fb70-4aed-8468-ffd3b5b96e96','aa6ecc94-96f7-4b5c-af4f-6250030b61c0');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','aa1c84e4-f238-47e6-b6c4-d11b97fc629e','aa6ecc94-96f7-4b5c-af4f-6250030b61c0');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','23d50e54-fb70-4aed-8468-ffd3b5b96e96','75be4095-9526-4afa-b9d5-3ae7a4b49441');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','aa1c84e4-f238-47e6-b6c4-d11b97fc629e','75be4095-9526-4afa-b9d5-3ae7a4b49441');
INSERT INTO "audit_targets" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','aa1c84e4-f238-47e6-b6c4-d11b97fc629e','c1980a1d-f0c6-4bd1-80cb-7159ed2441f7');
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
INSERT INTO "directory_changes" VALUES(1,'8367885f-db7e-4e0e-beca-83782c66f3fa','');
INSERT INTO "directory_changes" VALUES(2,'8367885f-db7e-4e0e-beca-83782c66f3fa','3d8e2c9a-aaff-485d-870e-6534a27fa439');
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
INSERT INTO "domains" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','contoso.onmicrosoft.com',1,1,1,1,'');
CREATE TABLE identifier_uris (
	tenant_id TEXT NOT NULL, 
	uri_key TEXT NOT NULL, 
	app_id TEXT NOT NULL, 
	CONSTRAINT pk_identifier_uris PRIMARY KEY (tenant_id, uri_key), 
	CONSTRAINT fk_identifier_uris_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id)
);
INSERT INTO "identifier_uris" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','https://graph.microsoft.com','00000003-0000-0000-c000-000000000000');
INSERT INTO "identifier_uris" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','api://712be679-867f-44b4-b804-9696f6904ac1','712be679-867f-44b4-b804-9696f6904ac1');
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
INSERT INTO "password_credentials" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','887f7f36-c26b-4dcb-8bb3-a6c36f3b39ca','fdc5674e-dd0c-4fd7-b3a6-473ee40567b6',0,'tutorial','2026-11-24 20:17:38.000000','2028-11-24 20:17:38.000000','otx','5994acc9f61906b2',X'10B8EF6117C73A76C11AF279B5D1F4AB3C519F99D1610D9647A08884E1FE5FA3');
INSERT INTO "password_credentials" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','84315610-56b9-4760-adf1-40b718e01463','2c481e06-5da4-4f52-bd55-c54c94e44cab',0,'tutorial','2026-11-24 20:17:38.000000','2300-09-08 20:17:38.000000','1YZ','5994acc9f61906b2',X'99A9649A720BF2127FE1713669B797678AF61DD4E596A694C40EEFB0B422B9CD');
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
INSERT INTO "role_assignments" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','ec7aa1ff-f71c-4782-ae54-0345590f2696','23412584-a586-4944-98df-9f66e04a1a89','62e90394-69f5-4237-9190-012177145e10','/','2026-11-24 20:17:37.889952');
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
INSERT INTO "service_principals" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','23d50e54-fb70-4aed-8468-ffd3b5b96e96','00000003-0000-0000-c000-000000000000','2026-11-24 20:17:37.591090',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"created_by_app_id":null}','microsoft graph');
INSERT INTO "service_principals" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','af1f0c3a-2353-49ef-b7c1-33e4d2f1a222','712be679-867f-44b4-b804-9696f6904ac1','2026-11-24 20:17:38.057619',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"created_by_app_id":null}','ciam-todolist-api');
INSERT INTO "service_principals" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','3a3c42d0-4fea-42de-85cb-35fc0cf23a3b','3d8e2c9a-aaff-485d-870e-6534a27fa439','2026-11-24 20:17:38.065151',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"created_by_app_id":null}','ciam-client-app');
INSERT INTO "service_principals" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','aa1c84e4-f238-47e6-b6c4-d11b97fc629e','a414b879-53a0-46f4-be1b-9665062602a3','2026-11-24 20:17:38.094804',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"created_by_app_id":null}','daemonry-management');
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
INSERT INTO "signing_keys" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','6-W-KfmxVbnx-992c5tKb7UcPII','RS256',X'308202D0308201B8A00302010202140127F1C4BB71E778F08965ACD9297A8FC1A23ACA300D06092A864886F70D01010B050030223120301E06035504030C17636F6E746F736F2E6F6E6D6963726F736F66742E636F6D301E170D3236313132333230313733375A170D3331313132333230313733375A30223120301E06035504030C17636F6E746F736F2E6F6E6D6963726F736F66742E636F6D30820122300D06092A864886F70D01010105000382010F003082010A028201010089AF0B455B1946BB34FB6C07848278C59C46B6C38A2D71D6E073B861272AECB0E180C658F1074504D184D8838F595683075BBDA7EE48D5E2E9E2F9E83B01AA0EDFE5460D7D7611F859B69D4456A343FA3BDBCEF42DD81C91132C08397DAF105F57738F9D55ABC2B9D82CE30DE5B9847F39C210CB8B89383B153722012C696FDC331486CD1C5D17A13D3C733471516C3276500B28335D582B1C150BAAD025B8F3DF29E8ED9805BA1B5FC0E7F71660A4B86D021D3D2FD293378FE79942E81247DD65B2B5855114539D2EEC8F1B102BE02B9A5BF9A4C8AB626249EDBA0DFC3C0D388875C7AD3D725E5DD53421D2DDCB551E24C0730A1144A6781A5F8F5E65607ACF0203010001300D06092A864886F70D01010B0500038201010036D5E577C8C7AE0B649B5706DF0343488094ACBC954FABE50687F7DEF6DBADB7CD14AE49E72E0F9B2E9BB335DED78E745FB7962270EE3E133C31E7E457B890450F069C86E044E18259CB3C50CC573971BE80597BF2F18DF4C1D3195A9007BEFD63D77D0B793F72E25C8CF7029876C8134758C06988C53826249D13792D6D046FE594B0ADE55F59847D297457534F15F1B61E0361682F74220A13837B3C1526DEF5C1B358A2556B23CAC22B9427463B5E54E0ED3CA763745EF64818B50F14A2677D9620A1DDBEAA0ABB29EF2CEB97E391986F31F844E9487782194779A9FC50B202E92E9219A03A548C818404B2B3C0A4EAD8AC817A1ECE1CA758FA6B6D5D74C0',X'011031313238616335333730336239323632DD03D029ADD0D7A865B21A32FC9EB46EE65E0B674FA6C63AD61EC8FF240DDD75B5E90E77A5800DB8306966C19252A8090594BC2A0A797E152AB85BB869D9FA17497CC28BCAA56934A89AC9E60E0EB4D5AC89C1D63350C1F45DCF14829944C7D492B4500874DF449E9EFF2FD67CDFD5A11BFB6C9815A565682D9CB352B3A7206B4E294CF7CE61CDD8E89BF08A0FC953A2332ADE5D070F1423AB3AC99E0A1E984BADB02A5822419A2B1C04A24DE2DED36130A37A12D348FDBB3F4825831938B3D9CBBE02471FF4E9295FC970D5A93743A56C0E7B6B0F7F59B5EB134B099ED2A7D2899C22B12AD0CC0BF9D8DB091D60F91FCD907626C127B4F0AB0BBA194AC37851AE4BF5219C52B8397D99D256A152BB8C1B14DB3569018F6A4DD58DCE5AC3BEC5B6E0F3534FD79270387DC09042E0109155F8626B6DE03920A7E1463D2AE76E90B6D37DAA25E137EDE795A2B18BCF5D740C94BDED4E49D75ADD7D754CF3E3D613BAF71EFD0DDB2CACE98A077B563A2BCFA9E74132CEEE7CC5AAB1F7AEA07F5C73783005D037B5E0797665C4DA6F644D0F7F1F28142552AFA737B37176A9F4E95D6DF308E3A68B8E2A8B1ADD3680776A7843121599638870FABBCE75AE6079768075DC1EB52599DAEBA471E231FC40BB075100DB62A0CE4C02314E460D0826B7476B0B853B4E0573566DCC3C59F6C41849FFA8C62990E4E9A86E75B1E6FB32BE4A6945E64317A998BECE472D25A1413CDD0552BB66762E9F45C660CFCD674D25075025BABCECEE6C5D82BE5063D9181DEF4801E4E4702685D9B9B944EA40EF97D01574C40681BA411DF425BC8143DA912282FDB1AD815564C608F7DFCA27289100E8E9608B5E3FAC6209E8C83FD4BF1DB27160CE1B45986347A02FAE328AC1A453BBAE67FA7F97743EF713C62CC5FF1B402410D08C1B9602711F4EE7365E7ECF7680563138AD35FE092C1B741D3C72CD55F2B3E70F24C5D626E20EAED9173E6A211416C2CF9BA3E584817FA8369663EAFA2893E326F1E156F386E4B4C7E7C22225B3FE42FEC269D91FBD7D4C9223FB7F2F74D3E41FFDDE8860FFD85678223C4DA5C2C84DF9E34D3C7AAF765480838AE48EDC2600A5A6CDE0809AD13EF921F20E4355E1FFBEF60EAE7B376566F03AFBAE540F70419F090B4FEC0FEC5DB9117F4D93979D79739569A18A6037D37C02005B4325E68E4B1A87B47FB351F16C1C19F7ACC67A8AC699613FBF012D5D4A40A62585F0301858349F2210A8EB41A7E641D7094DDD9A30A8A0263AEC01678EA2BC1A8FD09FA23A2D85375B05F5CEEC0ACAFC0D77CC36504E746F4583CEF8270F80846984CD310546E02D7D71B2F5C045A4D546E62E86390CC1A5D36A6A2BCCB6D4E041FCA60EFE96BBF285E1ED65672DD84FDDFD67028F6B01DF2CC4ECEB94BCA0C2032F2E54A88914D6C937E88A67FB4C0B950860EDBFDA15C6F42C2A04151F36307884F3461D59FD3A0F6FE4C03001B2145848CD11F1CD0A931BC1E1F217B867E109EF034E55BA54AB93E45946353C228BE59687F95B4D5404E562CF4E509D96FCF388092EC0BAC3321C22FB0083C278926C973C95AD9CC23B380474F4E4321894C8030D2F2F766586695EBAD1912B3BE7F5070199C76F0E68E1CF7426B7EE6D773D60C051596D841D644E5A22110E164B5AF47C9EFED45AD1FB208FEFEA9E0181067EF8CBB42568732F064674052E76149B990D4135F057770245794D02918C65675C748712C7F55A78CE66692571','2026-11-24 20:17:37.005725','2026-11-24 20:17:37.005720',NULL,NULL,'');
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
INSERT INTO "tenants" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','Contoso','contoso','CIAM','2026-11-24 20:17:36.925651','{"contacts":{"technical":[],"marketing":[],"security_mails":[],"security_phones":[],"privacy_email":null,"privacy_statement_url":null},"app_management":{"is_enabled":false,"application_restrictions":{"password_credentials":[],"key_credentials":[]},"service_principal_restrictions":{"password_credentials":[],"key_credentials":[]}}}');
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
INSERT INTO "users" VALUES('8367885f-db7e-4e0e-beca-83782c66f3fa','23412584-a586-4944-98df-9f66e04a1a89','admin@contoso.onmicrosoft.com','admin@contoso.onmicrosoft.com','Administrator','2026-11-24 20:17:37.725648','$argon2id$v=19$m=19456,t=2,p=1$0R0dD92fPOOMDeDtjIB9rQ$GGP9hbfM871LfUOWbjmdgmTGApqAPxCm548T4VFzJiE',1,0,0,'2026-11-24 20:17:37.846850',NULL,NULL,'{}');
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
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('directory_changes',2);
COMMIT;
