BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0013');
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
INSERT INTO "app_role_assignments" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','509nrcBSp5Qe_I3TDdYBz6tTvCbZt5Ci-QcuxpteIzM','fdb1b6f0-367e-4dd1-8693-405d0b23c7cd','735e9bf5-2061-4de6-a97d-fca2bad61e92','a7ec4717-ca51-4711-b1e6-5059c93e625b','ServicePrincipal','2026-11-24 20:49:13.171657');
INSERT INTO "app_role_assignments" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','BbvzinUWRAU-keKNcQ3yuCoMez_pNkPbD84-b-7EV0M','fdb1b6f0-367e-4dd1-8693-405d0b23c7cd','735e9bf5-2061-4de6-a97d-fca2bad61e92','4a99bb96-64b7-4196-81b9-ed853f223b2f','ServicePrincipal','2026-11-24 20:49:13.174459');
INSERT INTO "app_role_assignments" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','9qKUmnmFx5D8YEA610Yu_kMC1bk7MenfjDLmo8Lr0pI','0b0806f3-5ac4-4e78-bf40-47cd51346d3c','b209f487-3615-44af-b071-b2a2ccf70c48','1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9','ServicePrincipal','2026-11-24 20:49:13.213055');
INSERT INTO "app_role_assignments" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','FUDE-q6Ase1UzltYn9Oq3oQ_n47yazTFtQTCJiTURbQ','0b0806f3-5ac4-4e78-bf40-47cd51346d3c','b209f487-3615-44af-b071-b2a2ccf70c48','06b708a9-e830-4db3-a914-8e69da51d44f','ServicePrincipal','2026-11-24 20:49:13.214701');
INSERT INTO "app_role_assignments" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','GHFRI4fan0QroN2rE3lcJ-8DGacIf43gz6LUSq9sJhA','0b0806f3-5ac4-4e78-bf40-47cd51346d3c','b209f487-3615-44af-b071-b2a2ccf70c48','8e8e4742-1d95-4f68-9d56-6ee75648c72a','ServicePrincipal','2026-11-24 20:49:13.215999');
INSERT INTO "app_role_assignments" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','LMZ7S886PXOmiRy4Fjje5Pf5IaTafjP-Ov8kfbA95Xw','0b0806f3-5ac4-4e78-bf40-47cd51346d3c','b209f487-3615-44af-b071-b2a2ccf70c48','7ab1d382-f21e-4acd-a863-ba3e13f7da61','ServicePrincipal','2026-11-24 20:49:13.217289');
INSERT INTO "app_role_assignments" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','YrOSNEkoVFz_f-uaBMIkLp7BHcsjc3NbODTyBZbhs84','0b0806f3-5ac4-4e78-bf40-47cd51346d3c','b209f487-3615-44af-b071-b2a2ccf70c48','9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8','ServicePrincipal','2026-11-24 20:49:13.218576');
INSERT INTO "app_role_assignments" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','NLfhw9snYSouhrEFgDAaB9lCWbgoGFXZVZJfz8uENWA','0b0806f3-5ac4-4e78-bf40-47cd51346d3c','b209f487-3615-44af-b071-b2a2ccf70c48','498476ce-e0fe-48b0-b801-37ba7e2685c6','ServicePrincipal','2026-11-24 20:49:13.219782');
INSERT INTO "app_role_assignments" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','-Wfrus7XnBUBlaI3Ekrgc8JNsphDoWVkgSjHQpiiqfo','0b0806f3-5ac4-4e78-bf40-47cd51346d3c','b209f487-3615-44af-b071-b2a2ccf70c48','dbb9058a-0e50-45d7-ae91-66909b5d4664','ServicePrincipal','2026-11-24 20:49:13.221116');
INSERT INTO "app_role_assignments" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','hQ0wtcEfXT44yWRNwb_omptW1hUktm0ntpML8KjfTB8','0b0806f3-5ac4-4e78-bf40-47cd51346d3c','b209f487-3615-44af-b071-b2a2ccf70c48','be74164b-cff1-491c-8741-e671cb536e13','ServicePrincipal','2026-11-24 20:49:13.222316');
INSERT INTO "app_role_assignments" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','nnwPKqSgVfryRrgYgsweh34rVQ_J897ah5Tn371P7E8','0b0806f3-5ac4-4e78-bf40-47cd51346d3c','b209f487-3615-44af-b071-b2a2ccf70c48','b0afded3-3588-46d8-8b3d-9842eff778da','ServicePrincipal','2026-11-24 20:49:13.223565');
CREATE TABLE application_words (
	tenant_id TEXT NOT NULL, 
	property TEXT NOT NULL, 
	word TEXT NOT NULL, 
	app_id TEXT NOT NULL, 
	CONSTRAINT pk_application_words PRIMARY KEY (tenant_id, property, word, app_id), 
	CONSTRAINT fk_application_words_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id)
);
INSERT INTO "application_words" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','displayname','graph','00000003-0000-0000-c000-000000000000');
INSERT INTO "application_words" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','displayname','microsoft','00000003-0000-0000-c000-000000000000');
INSERT INTO "application_words" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','displayname','api','993a8610-bed8-4e15-92ca-4bcd1a54533a');
INSERT INTO "application_words" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','displayname','ciam','993a8610-bed8-4e15-92ca-4bcd1a54533a');
INSERT INTO "application_words" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','displayname','todolist','993a8610-bed8-4e15-92ca-4bcd1a54533a');
INSERT INTO "application_words" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','displayname','app','9b25ef28-3515-461b-a4f5-09a12c1d8495');
INSERT INTO "application_words" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','displayname','ciam','9b25ef28-3515-461b-a4f5-09a12c1d8495');
INSERT INTO "application_words" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','displayname','client','9b25ef28-3515-461b-a4f5-09a12c1d8495');
INSERT INTO "application_words" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','displayname','daemonry','232066c1-78b6-4649-af2c-d5b4d525adda');
INSERT INTO "application_words" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','displayname','management','232066c1-78b6-4649-af2c-d5b4d525adda');
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
INSERT INTO "applications" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','80bd9ed7-e615-4a8f-86e6-e11d638515e7','993a8610-bed8-4e15-92ca-4bcd1a54533a','ciam-ToDoList-api','ciam-todolist-api',NULL,NULL,'2026-11-24 20:49:12.662053',NULL,'{"sign_in_audience":"AzureADMyOrg","description":null,"notes":null,"publisher_domain":"contoso.onmicrosoft.com","identifier_uris":["api://993a8610-bed8-4e15-92ca-4bcd1a54533a"],"app_roles":[{"role_id":"a7ec4717-ca51-4711-b1e6-5059c93e625b","value":"ToDoList.Read.All","display_name":"ToDoList.Read.All","description":"Allow the app to read every user''s to-do list","allowed_member_types":["Application"],"is_enabled":true},{"role_id":"4a99bb96-64b7-4196-81b9-ed853f223b2f","value":"ToDoList.ReadWrite.All","display_name":"ToDoList.ReadWrite.All","description":"Allow the app to read and write every user''s to-do list","allowed_member_types":["Application"],"is_enabled":true}],"required_resource_access":[],"key_credentials":[],"trusted_subjects":[],"federated_identity_credentials":[],"token_settings":{"assertion_profile":"entra","certificate_only":false,"access_token_profile":"entra","signing_algorithm":"RS256","sender_constraint":"none","allow_resource_parameter":false,"allow_role_subset":false,"allow_introspection":false,"allow_revocation":false,"continuous_access_evaluation":false},"optional_claims":{"id_token":[],"access_token":[{"name":"idtyp","source":null,"essential":false,"additional_properties":[]}],"saml2_token":[]},"api":{"requested_access_token_version":2,"accept_mapped_claims":null,"known_client_applications":[],"oauth2_permission_scopes":[{"scope_id":"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a21","value":"ToDoList.Read","type":"User","admin_consent_display_name":"Read to-do lists of people","admin_consent_description":"Lets the application read what people have to do.","user_consent_display_name":"Read your to-do list","user_consent_description":"Lets the application read what you have to do.","is_enabled":true},{"scope_id":"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a22","value":"ToDoList.ReadWrite","type":"User","admin_consent_display_name":"Read and change to-do lists of people","admin_consent_description":"Lets the application read and change what people have to do.","user_consent_display_name":"Read and change your to-do list","user_consent_description":"Lets the application read and change what you have to do.","is_enabled":true}],"pre_authorized_applications":[]},"web":{"home_page_url":null,"logout_url":null,"redirect_uris":[],"enable_access_token_issuance":false,"enable_id_token_issuance":false},"info":{"marketing_url":null,"privacy_statement_url":null,"support_url":null,"terms_of_service_url":null},"spa_redirect_uris":[],"public_client_redirect_uris":[],"is_fallback_public_client":null,"is_device_only_auth_supported":null,"group_membership_claims":null,"service_management_reference":null,"tags":[],"is_disabled":null,"oauth2_require_post_response":false,"created_by_app_id":null}');
INSERT INTO "applications" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','690d30f0-0454-4f56-9845-4280df046ff4','9b25ef28-3515-461b-a4f5-09a12c1d8495','ciam-client-app','ciam-client-app',NULL,NULL,'2026-11-24 20:49:12.994593',NULL,'{"sign_in_audience":"AzureADMyOrg","description":null,"notes":null,"publisher_domain":"contoso.onmicrosoft.com","identifier_uris":[],"app_roles":[],"required_resource_access":[{"resource_app_id":"993a8610-bed8-4e15-92ca-4bcd1a54533a","resource_access":[{"permission_id":"a7ec4717-ca51-4711-b1e6-5059c93e625b","type":"Role"},{"permission_id":"4a99bb96-64b7-4196-81b9-ed853f223b2f","type":"Role"}]}],"key_credentials":[],"trusted_subjects":[],"federated_identity_credentials":[],"token_settings":{"assertion_profile":"entra","certificate_only":false,"access_token_profile":"entra","signing_algorithm":"RS256","sender_constraint":"none","allow_resource_parameter":false,"allow_role_subset":false,"allow_introspection":false,"allow_revocation":false,"continuous_access_evaluation":false},"optional_claims":null,"api":{"requested_access_token_version":null,"accept_mapped_claims":null,"known_client_applications":[],"oauth2_permission_scopes":[],"pre_authorized_applications":[]},"web":{"home_page_url":null,"logout_url":null,"redirect_uris":[],"enable_access_token_issuance":false,"enable_id_token_issuance":false},"info":{"marketing_url":null,"privacy_statement_url":null,"support_url":null,"terms_of_service_url":null},"spa_redirect_uris":[],"public_client_redirect_uris":[],"is_fallback_public_client":null,"is_device_only_auth_supported":null,"group_membership_claims":null,"service_management_reference":null,"tags":[],"is_disabled":null,"oauth2_require_post_response":false,"created_by_app_id":null}');
INSERT INTO "applications" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','0ccc9844-f99d-46fb-bb91-9357f659c70b','232066c1-78b6-4649-af2c-d5b4d525adda','daemonry-management','daemonry-management',NULL,NULL,'2026-11-24 20:49:13.177205',NULL,'{"sign_in_audience":"AzureADMyOrg","description":null,"notes":null,"publisher_domain":"contoso.onmicrosoft.com","identifier_uris":[],"app_roles":[],"required_resource_access":[{"resource_app_id":"00000003-0000-0000-c000-000000000000","resource_access":[{"permission_id":"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9","type":"Role"},{"permission_id":"06b708a9-e830-4db3-a914-8e69da51d44f","type":"Role"},{"permission_id":"8e8e4742-1d95-4f68-9d56-6ee75648c72a","type":"Role"},{"permission_id":"7ab1d382-f21e-4acd-a863-ba3e13f7da61","type":"Role"},{"permission_id":"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8","type":"Role"},{"permission_id":"498476ce-e0fe-48b0-b801-37ba7e2685c6","type":"Role"},{"permission_id":"dbb9058a-0e50-45d7-ae91-66909b5d4664","type":"Role"},{"permission_id":"be74164b-cff1-491c-8741-e671cb536e13","type":"Role"},{"permission_id":"b0afded3-3588-46d8-8b3d-9842eff778da","type":"Role"}]}],"key_credentials":[],"trusted_subjects":[],"federated_identity_credentials":[],"token_settings":{"assertion_profile":"entra","certificate_only":false,"access_token_profile":"entra","signing_algorithm":"RS256","sender_constraint":"none","allow_resource_parameter":false,"allow_role_subset":false,"allow_introspection":false,"allow_revocation":false,"continuous_access_evaluation":false},"optional_claims":null,"api":{"requested_access_token_version":null,"accept_mapped_claims":null,"known_client_applications":[],"oauth2_permission_scopes":[],"pre_authorized_applications":[]},"web":{"home_page_url":null,"logout_url":null,"redirect_uris":[],"enable_access_token_issuance":false,"enable_id_token_issuance":false},"info":{"marketing_url":null,"privacy_statement_url":null,"support_url":null,"terms_of_service_url":null},"spa_redirect_uris":[],"public_client_redirect_uris":[],"is_fallback_public_client":null,"is_device_only_auth_supported":null,"group_membership_claims":null,"service_management_reference":null,"tags":[],"is_disabled":null,"oauth2_require_post_response":false,"created_by_app_id":null}');
CREATE TABLE audit_events (
	tenant_id TEXT NOT NULL, 
	event_id TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_audit_events PRIMARY KEY (tenant_id, event_id)
);
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','6ff93a90-440b-446a-bd0c-b6ad41b02973','2026-11-24 20:49:11.272458','{"activity":"Create tenant","category":"DirectoryManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"5f5fce37-9a7b-4c99-aef5-7fcb80af5e45","display_name":"Contoso","type":"Organization","modified":[{"name":"displayName","old_value":null,"new_value":"\"Contoso\""},{"name":"subdomain","old_value":null,"new_value":"\"contoso\""},{"name":"domains","old_value":null,"new_value":"[{\"name\":\"contoso.onmicrosoft.com\",\"isInitial\":true,\"isDefault\":true,\"isVerified\":true,\"verification\":\"\"}]"},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T20:49:11.092046Z\""},{"name":"tenantType","old_value":null,"new_value":"\"CIAM\""},{"name":"contacts","old_value":null,"new_value":"{\"technical\":[],\"marketing\":[],\"securityMails\":[],\"securityPhones\":[],\"privacyEmail\":null,\"privacyStatementUrl\":null}"},{"name":"appManagement","old_value":null,"new_value":"{\"isEnabled\":false,\"applicationRestrictions\":{\"passwordCredentials\":[],\"keyCredentials\":[]},\"servicePrincipalRestrictions\":{\"passwordCredentials\":[],\"keyCredentials\":[]}}"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','57fb7f46-f0b4-4af1-a1cf-5860c944e2fc','2026-11-24 20:49:11.812882','{"activity":"Add token signing key","category":"DirectoryManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"0jWiWOzfGO_Gij0rbWhh4t6UoGw","display_name":"0jWiWOzfGO_Gij0rbWhh4t6UoGw","type":"SigningKey","modified":[{"name":"algorithm","old_value":null,"new_value":"\"RS256\""},{"name":"appId","old_value":null,"new_value":"\"\""},{"name":"activeFrom","old_value":null,"new_value":"\"2026-11-24T20:49:11.341276Z\""}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','f7267b0d-b50f-4756-a81a-e545b86a8848','2026-11-24 20:49:11.822758','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"b209f487-3615-44af-b071-b2a2ccf70c48","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"00000003-0000-0000-c000-000000000000\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T20:49:11.813519Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','0aad410d-46be-4e6e-8e9d-e6121107e9ce','2026-11-24 20:49:12.541543','{"activity":"Add user","category":"UserManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"c5d6aaff-bf8b-493b-a011-a93f9f26d8e8","display_name":"Administrator","type":"User","modified":[{"name":"userPrincipalName","old_value":null,"new_value":"\"admin@contoso.onmicrosoft.com\""},{"name":"displayName","old_value":null,"new_value":"\"Administrator\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T20:49:12.082193Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"mustChangePassword","old_value":null,"new_value":"false"},{"name":"passwordChangedAt","old_value":null,"new_value":"\"2026-11-24T20:49:12.491163Z\""},{"name":"isFactorRequired","old_value":null,"new_value":"false"},{"name":"details","old_value":null,"new_value":"{}"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','8e1b226a-aab3-4879-9a09-2bebbbfea85b','2026-11-24 20:49:12.641462','{"activity":"Add member to role","category":"RoleManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"c5d6aaff-bf8b-493b-a011-a93f9f26d8e8","display_name":"Administrator","type":"User","modified":[{"name":"Role.DisplayName","old_value":null,"new_value":"\"Global Administrator\""}]}],"result":"success","reason":"","details":{"severity":"high"}}');
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','98413387-43aa-45ce-aace-c024f979c5b6','2026-11-24 20:49:12.675653','{"activity":"Add application","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"80bd9ed7-e615-4a8f-86e6-e11d638515e7","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"appId","old_value":null,"new_value":"\"993a8610-bed8-4e15-92ca-4bcd1a54533a\""},{"name":"displayName","old_value":null,"new_value":"\"ciam-ToDoList-api\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T20:49:12.662053Z\""},{"name":"signInAudience","old_value":null,"new_value":"\"AzureADMyOrg\""},{"name":"publisherDomain","old_value":null,"new_value":"\"contoso.onmicrosoft.com\""},{"name":"tokenSettings","old_value":null,"new_value":"{\"assertionProfile\":\"entra\",\"certificateOnly\":false,\"accessTokenProfile\":\"entra\",\"signingAlgorithm\":\"RS256\",\"senderConstraint\":\"none\",\"allowResourceParameter\":false,\"allowRoleSubset\":false,\"allowIntrospection\":false,\"allowRevocation\":false,\"continuousAccessEvaluation\":false}"},{"name":"optionalClaims","old_value":null,"new_value":"{\"idToken\":[],\"accessToken\":[{\"name\":\"idtyp\",\"source\":null,\"essential\":false,\"additionalProperties\":[]}],\"saml2Token\":[]}"},{"name":"api","old_value":null,"new_value":"{\"requestedAccessTokenVersion\":2,\"acceptMappedClaims\":null,\"knownClientApplications\":[],\"oauth2PermissionScopes\":[{\"id\":\"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a21\",\"value\":\"ToDoList.Read\",\"type\":\"User\",\"adminConsentDisplayName\":\"Read to-do lists of people\",\"adminConsentDescription\":\"Lets the application read what people have to do.\",\"userConsentDisplayName\":\"Read your to-do list\",\"userConsentDescription\":\"Lets the application read what you have to do.\",\"isEnabled\":true},{\"id\":\"7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a22\",\"value\":\"ToDoList.ReadWrite\",\"type\":\"User\",\"adminConsentDisplayName\":\"Read and change to-do lists of people\",\"adminConsentDescription\":\"Lets the application read and change what people have to do.\",\"userConsentDisplayName\":\"Read and change your to-do list\",\"userConsentDescription\":\"Lets the application read and change what you have to do.\",\"isEnabled\":true}],\"preAuthorizedApplications\":[]}"},{"name":"web","old_value":null,"new_value":"{\"homePageUrl\":null,\"logoutUrl\":null,\"redirectUris\":[],\"enableAccessTokenIssuance\":false,\"enableIdTokenIssuance\":false}"},{"name":"info","old_value":null,"new_value":"{\"marketingUrl\":null,\"privacyStatementUrl\":null,\"supportUrl\":null,\"termsOfServiceUrl\":null}"},{"name":"oauth2RequirePostResponse","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','41f67d50-9c5a-40e0-9e6f-614169314433','2026-11-24 20:49:12.688815','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"80bd9ed7-e615-4a8f-86e6-e11d638515e7","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"identifierUris","old_value":"[]","new_value":"[\"api://993a8610-bed8-4e15-92ca-4bcd1a54533a\"]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','53580bb0-f830-4e36-8919-9846dc3be410','2026-11-24 20:49:12.710077','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"80bd9ed7-e615-4a8f-86e6-e11d638515e7","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"appRoles","old_value":"[]","new_value":"[{\"id\":\"a7ec4717-ca51-4711-b1e6-5059c93e625b\",\"value\":\"ToDoList.Read.All\",\"displayName\":\"ToDoList.Read.All\",\"description\":\"Allow the app to read every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','7b0a8b7f-e951-4996-bbd5-e2ba485bcd60','2026-11-24 20:49:12.932374','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"80bd9ed7-e615-4a8f-86e6-e11d638515e7","display_name":"ciam-ToDoList-api","type":"Application","modified":[{"name":"appRoles","old_value":"[{\"id\":\"a7ec4717-ca51-4711-b1e6-5059c93e625b\",\"value\":\"ToDoList.Read.All\",\"displayName\":\"ToDoList.Read.All\",\"description\":\"Allow the app to read every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]","new_value":"[{\"id\":\"a7ec4717-ca51-4711-b1e6-5059c93e625b\",\"value\":\"ToDoList.Read.All\",\"displayName\":\"ToDoList.Read.All\",\"description\":\"Allow the app to read every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true},{\"id\":\"4a99bb96-64b7-4196-81b9-ed853f223b2f\",\"value\":\"ToDoList.ReadWrite.All\",\"displayName\":\"ToDoList.ReadWrite.All\",\"description\":\"Allow the app to read and write every user''s to-do list\",\"allowedMemberTypes\":[\"Application\"],\"isEnabled\":true}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','23f7dcad-24c9-45be-9f53-1db36699b567','2026-11-24 20:49:12.992715','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"735e9bf5-2061-4de6-a97d-fca2bad61e92","display_name":"ciam-ToDoList-api","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"993a8610-bed8-4e15-92ca-4bcd1a54533a\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T20:49:12.985649Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','37fa629f-514d-4df3-840a-3e95f48f8dec','2026-11-24 20:49:13.077079','{"activity":"Add application","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"690d30f0-0454-4f56-9845-4280df046ff4","display_name":"ciam-client-app","type":"Application","modified":[{"name":"appId","old_value":null,"new_value":"\"9b25ef28-3515-461b-a4f5-09a12c1d8495\""},{"name":"displayName","old_value":null,"new_value":"\"ciam-client-app\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T20:49:12.994593Z\""},{"name":"signInAudience","old_value":null,"new_value":"\"AzureADMyOrg\""},{"name":"publisherDomain","old_value":null,"new_value":"\"contoso.onmicrosoft.com\""},{"name":"tokenSettings","old_value":null,"new_value":"{\"assertionProfile\":\"entra\",\"certificateOnly\":false,\"accessTokenProfile\":\"entra\",\"signingAlgorithm\":\"RS256\",\"senderConstraint\":\"none\",\"allowResourceParameter\":false,\"allowRoleSubset\":false,\"allowIntrospection\":false,\"allowRevocation\":false,\"continuousAccessEvaluation\":false}"},{"name":"api","old_value":null,"new_value":"{\"requestedAccessTokenVersion\":null,\"acceptMappedClaims\":null,\"knownClientApplications\":[],\"oauth2PermissionScopes\":[],\"preAuthorizedApplications\":[]}"},{"name":"web","old_value":null,"new_value":"{\"homePageUrl\":null,\"logoutUrl\":null,\"redirectUris\":[],\"enableAccessTokenIssuance\":false,\"enableIdTokenIssuance\":false}"},{"name":"info","old_value":null,"new_value":"{\"marketingUrl\":null,\"privacyStatementUrl\":null,\"supportUrl\":null,\"termsOfServiceUrl\":null}"},{"name":"oauth2RequirePostResponse","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','9db5dcc9-470c-4798-b362-436c014c4aff','2026-11-24 20:49:13.139466','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"fdb1b6f0-367e-4dd1-8693-405d0b23c7cd","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"9b25ef28-3515-461b-a4f5-09a12c1d8495\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T20:49:13.122383Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','47194bfd-fc9d-4a8e-b61f-5dd520d5c0a0','2026-11-24 20:49:13.154949','{"activity":"Update application - Certificates and secrets management","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"690d30f0-0454-4f56-9845-4280df046ff4","display_name":"ciam-client-app","type":"Application","modified":[{"name":"passwordCredentials","old_value":"[]","new_value":"[{\"keyId\":\"d385ca9c-040e-460a-a28e-eaf38be8d2ea\",\"displayName\":\"tutorial\",\"startDateTime\":\"2026-11-24T20:49:13Z\",\"endDateTime\":\"2028-11-24T20:49:13Z\",\"hint\":\"0tq\"}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','69eb0860-39f4-4d69-8c00-eba46f6fd498','2026-11-24 20:49:13.162499','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"690d30f0-0454-4f56-9845-4280df046ff4","display_name":"ciam-client-app","type":"Application","modified":[{"name":"requiredResourceAccess","old_value":"[]","new_value":"[{\"resourceAppId\":\"993a8610-bed8-4e15-92ca-4bcd1a54533a\",\"resourceAccess\":[{\"id\":\"a7ec4717-ca51-4711-b1e6-5059c93e625b\",\"type\":\"Role\"},{\"id\":\"4a99bb96-64b7-4196-81b9-ed853f223b2f\",\"type\":\"Role\"}]}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','48620464-cc38-4717-84e3-14a05d07af2a','2026-11-24 20:49:13.173713','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"735e9bf5-2061-4de6-a97d-fca2bad61e92","display_name":"ciam-ToDoList-api","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"a7ec4717-ca51-4711-b1e6-5059c93e625b\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"ToDoList.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"ToDoList.Read.All\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"fdb1b6f0-367e-4dd1-8693-405d0b23c7cd\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"ciam-client-app\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"9b25ef28-3515-461b-a4f5-09a12c1d8495\""}]},{"object_id":"fdb1b6f0-367e-4dd1-8693-405d0b23c7cd","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','94df8180-e384-4d6d-911e-d853b734e670','2026-11-24 20:49:13.175587','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"735e9bf5-2061-4de6-a97d-fca2bad61e92","display_name":"ciam-ToDoList-api","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"4a99bb96-64b7-4196-81b9-ed853f223b2f\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"ToDoList.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"ToDoList.ReadWrite.All\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"fdb1b6f0-367e-4dd1-8693-405d0b23c7cd\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"ciam-client-app\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"9b25ef28-3515-461b-a4f5-09a12c1d8495\""}]},{"object_id":"fdb1b6f0-367e-4dd1-8693-405d0b23c7cd","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','7306150c-a84d-4d63-a95c-f94f4df2a3a0','2026-11-24 20:49:13.176054','{"activity":"Consent to application","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"fdb1b6f0-367e-4dd1-8693-405d0b23c7cd","display_name":"ciam-client-app","type":"ServicePrincipal","modified":[{"name":"ConsentAction.Permissions","old_value":null,"new_value":"[\"993a8610-bed8-4e15-92ca-4bcd1a54533a: ToDoList.Read.All, ToDoList.ReadWrite.All\"]"}]}],"result":"success","reason":"","details":{"isAdminConsent":"true"}}');
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','13fb63ab-01ff-4466-806d-943d1328b578','2026-11-24 20:49:13.180616','{"activity":"Add application","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"0ccc9844-f99d-46fb-bb91-9357f659c70b","display_name":"daemonry-management","type":"Application","modified":[{"name":"appId","old_value":null,"new_value":"\"232066c1-78b6-4649-af2c-d5b4d525adda\""},{"name":"displayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T20:49:13.177205Z\""},{"name":"signInAudience","old_value":null,"new_value":"\"AzureADMyOrg\""},{"name":"publisherDomain","old_value":null,"new_value":"\"contoso.onmicrosoft.com\""},{"name":"tokenSettings","old_value":null,"new_value":"{\"assertionProfile\":\"entra\",\"certificateOnly\":false,\"accessTokenProfile\":\"entra\",\"signingAlgorithm\":\"RS256\",\"senderConstraint\":\"none\",\"allowResourceParameter\":false,\"allowRoleSubset\":false,\"allowIntrospection\":false,\"allowRevocation\":false,\"continuousAccessEvaluation\":false}"},{"name":"api","old_value":null,"new_value":"{\"requestedAccessTokenVersion\":null,\"acceptMappedClaims\":null,\"knownClientApplications\":[],\"oauth2PermissionScopes\":[],\"preAuthorizedApplications\":[]}"},{"name":"web","old_value":null,"new_value":"{\"homePageUrl\":null,\"logoutUrl\":null,\"redirectUris\":[],\"enableAccessTokenIssuance\":false,\"enableIdTokenIssuance\":false}"},{"name":"info","old_value":null,"new_value":"{\"marketingUrl\":null,\"privacyStatementUrl\":null,\"supportUrl\":null,\"termsOfServiceUrl\":null}"},{"name":"oauth2RequirePostResponse","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','7516fa99-30d1-4ff1-a888-475b6c799b38','2026-11-24 20:49:13.186038','{"activity":"Add service principal","category":"ApplicationManagement","operation":"Add","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"0b0806f3-5ac4-4e78-bf40-47cd51346d3c","display_name":"daemonry-management","type":"ServicePrincipal","modified":[{"name":"appId","old_value":null,"new_value":"\"232066c1-78b6-4649-af2c-d5b4d525adda\""},{"name":"createdDateTime","old_value":null,"new_value":"\"2026-11-24T20:49:13.183775Z\""},{"name":"accountEnabled","old_value":null,"new_value":"true"},{"name":"appRoleAssignmentRequired","old_value":null,"new_value":"false"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','ddb2956a-bf1f-44fe-8609-4b6dec40674d','2026-11-24 20:49:13.197809','{"activity":"Update application - Certificates and secrets management","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"0ccc9844-f99d-46fb-bb91-9357f659c70b","display_name":"daemonry-management","type":"Application","modified":[{"name":"passwordCredentials","old_value":"[]","new_value":"[{\"keyId\":\"37c6bec3-89f4-49ee-a7bf-81f2f83be742\",\"displayName\":\"tutorial\",\"startDateTime\":\"2026-11-24T20:49:13Z\",\"endDateTime\":\"2028-11-24T20:49:13Z\",\"hint\":\"TI9\"}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','9d0e0936-5190-4259-9fe6-8bbddb72d159','2026-11-24 20:49:13.205028','{"activity":"Update application","category":"ApplicationManagement","operation":"Update","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"0ccc9844-f99d-46fb-bb91-9357f659c70b","display_name":"daemonry-management","type":"Application","modified":[{"name":"requiredResourceAccess","old_value":"[]","new_value":"[{\"resourceAppId\":\"00000003-0000-0000-c000-000000000000\",\"resourceAccess\":[{\"id\":\"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9\",\"type\":\"Role\"},{\"id\":\"06b708a9-e830-4db3-a914-8e69da51d44f\",\"type\":\"Role\"},{\"id\":\"8e8e4742-1d95-4f68-9d56-6ee75648c72a\",\"type\":\"Role\"},{\"id\":\"7ab1d382-f21e-4acd-a863-ba3e13f7da61\",\"type\":\"Role\"},{\"id\":\"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8\",\"type\":\"Role\"},{\"id\":\"498476ce-e0fe-48b0-b801-37ba7e2685c6\",\"type\":\"Role\"},{\"id\":\"dbb9058a-0e50-45d7-ae91-66909b5d4664\",\"type\":\"Role\"},{\"id\":\"be74164b-cff1-491c-8741-e671cb536e13\",\"type\":\"Role\"},{\"id\":\"b0afded3-3588-46d8-8b3d-9842eff778da\",\"type\":\"Role\"}]}]"}]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','908a97d4-3039-42c3-a871-4729e859675b','2026-11-24 20:49:13.214218','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"b209f487-3615-44af-b071-b2a2ccf70c48","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Application.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read and write all applications\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"0b0806f3-5ac4-4e78-bf40-47cd51346d3c\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"232066c1-78b6-4649-af2c-d5b4d525adda\""}]},{"object_id":"0b0806f3-5ac4-4e78-bf40-47cd51346d3c","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{"severity":"high","takeoverPermissions":"Application.ReadWrite.All"}}');
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','1ef51a7a-1d34-4ea8-af38-3947d64b7745','2026-11-24 20:49:13.215592','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"b209f487-3615-44af-b071-b2a2ccf70c48","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"06b708a9-e830-4db3-a914-8e69da51d44f\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"AppRoleAssignment.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage app role assignments and grant admin consent\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"0b0806f3-5ac4-4e78-bf40-47cd51346d3c\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"232066c1-78b6-4649-af2c-d5b4d525adda\""}]},{"object_id":"0b0806f3-5ac4-4e78-bf40-47cd51346d3c","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{"severity":"high","takeoverPermissions":"AppRoleAssignment.ReadWrite.All"}}');
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','62edd59c-5d46-4b6f-95cd-44f814077153','2026-11-24 20:49:13.216892','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"b209f487-3615-44af-b071-b2a2ccf70c48","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"8e8e4742-1d95-4f68-9d56-6ee75648c72a\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"DelegatedPermissionGrant.ReadWrite.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage delegated permission grants\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"0b0806f3-5ac4-4e78-bf40-47cd51346d3c\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"232066c1-78b6-4649-af2c-d5b4d525adda\""}]},{"object_id":"0b0806f3-5ac4-4e78-bf40-47cd51346d3c","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','ca02ffc1-3193-4e5b-b7a2-573f829c9776','2026-11-24 20:49:13.218180','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"b209f487-3615-44af-b071-b2a2ccf70c48","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"7ab1d382-f21e-4acd-a863-ba3e13f7da61\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Directory.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read directory data\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"0b0806f3-5ac4-4e78-bf40-47cd51346d3c\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"232066c1-78b6-4649-af2c-d5b4d525adda\""}]},{"object_id":"0b0806f3-5ac4-4e78-bf40-47cd51346d3c","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','c82f13e8-2269-4120-9471-07ccac7e3f23','2026-11-24 20:49:13.219396','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"b209f487-3615-44af-b071-b2a2ccf70c48","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"RoleManagement.ReadWrite.Directory\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage directory roles and their assignments\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"0b0806f3-5ac4-4e78-bf40-47cd51346d3c\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"232066c1-78b6-4649-af2c-d5b4d525adda\""}]},{"object_id":"0b0806f3-5ac4-4e78-bf40-47cd51346d3c","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{"severity":"high","takeoverPermissions":"RoleManagement.ReadWrite.Directory"}}');
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','7c2a5b5f-aabe-4db1-b369-bf87007dcc37','2026-11-24 20:49:13.220654','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"b209f487-3615-44af-b071-b2a2ccf70c48","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"498476ce-e0fe-48b0-b801-37ba7e2685c6\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Organization.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read the organization\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"0b0806f3-5ac4-4e78-bf40-47cd51346d3c\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"232066c1-78b6-4649-af2c-d5b4d525adda\""}]},{"object_id":"0b0806f3-5ac4-4e78-bf40-47cd51346d3c","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','b1b30aac-a6b4-4de2-a5be-78673bd533dd','2026-11-24 20:49:13.221920','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"b209f487-3615-44af-b071-b2a2ccf70c48","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"dbb9058a-0e50-45d7-ae91-66909b5d4664\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Domain.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read domains\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"0b0806f3-5ac4-4e78-bf40-47cd51346d3c\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"232066c1-78b6-4649-af2c-d5b4d525adda\""}]},{"object_id":"0b0806f3-5ac4-4e78-bf40-47cd51346d3c","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','80f23e0d-307d-4a75-afb6-fc78c0f9d3fb','2026-11-24 20:49:13.223173','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"b209f487-3615-44af-b071-b2a2ccf70c48","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"be74164b-cff1-491c-8741-e671cb536e13\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"Policy.ReadWrite.ApplicationConfiguration\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Manage application configuration policies\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"0b0806f3-5ac4-4e78-bf40-47cd51346d3c\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"232066c1-78b6-4649-af2c-d5b4d525adda\""}]},{"object_id":"0b0806f3-5ac4-4e78-bf40-47cd51346d3c","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','45281b6b-133c-441a-9b78-9bc97d2ffdf6','2026-11-24 20:49:13.224474','{"activity":"Add app role assignment to service principal","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"b209f487-3615-44af-b071-b2a2ccf70c48","display_name":"Microsoft Graph","type":"ServicePrincipal","modified":[{"name":"AppRole.Id","old_value":null,"new_value":"\"b0afded3-3588-46d8-8b3d-9842eff778da\""},{"name":"AppRole.Value","old_value":null,"new_value":"\"AuditLog.Read.All\""},{"name":"AppRole.DisplayName","old_value":null,"new_value":"\"Read audit and sign-in records\""},{"name":"ServicePrincipal.ObjectID","old_value":null,"new_value":"\"0b0806f3-5ac4-4e78-bf40-47cd51346d3c\""},{"name":"ServicePrincipal.DisplayName","old_value":null,"new_value":"\"daemonry-management\""},{"name":"ServicePrincipal.AppId","old_value":null,"new_value":"\"232066c1-78b6-4649-af2c-d5b4d525adda\""}]},{"object_id":"0b0806f3-5ac4-4e78-bf40-47cd51346d3c","display_name":"daemonry-management","type":"ServicePrincipal","modified":[]}],"result":"success","reason":"","details":{}}');
INSERT INTO "audit_events" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','5cb619eb-65fd-4c38-ac88-8834fad79e61','2026-11-24 20:49:13.224958','{"activity":"Consent to application","category":"ApplicationManagement","operation":"Assign","actor":{"kind":"operator","display_name":"operator","permissions":[],"app_id":null,"service_principal_id":null,"user_id":null,"ip_address":null,"correlation_id":"","rights":null},"targets":[{"object_id":"0b0806f3-5ac4-4e78-bf40-47cd51346d3c","display_name":"daemonry-management","type":"ServicePrincipal","modified":[{"name":"ConsentAction.Permissions","old_value":null,"new_value":"[\"00000003-0000-0000-c000-000000000000: Application.ReadWrite.All, AppRoleAssignment.ReadWrite.All, DelegatedPermissionGrant.ReadWrite.All, Directory.Read.All, RoleManagement.ReadWrite.Directory, Organization.Read.All, Domain.Read.All, Policy.ReadWrite.ApplicationConfiguration, AuditLog.Read.All\"]"}]}],"result":"success","reason":"","details":{"isAdminConsent":"true","severity":"high"}}');
CREATE TABLE audit_targets (
	tenant_id TEXT NOT NULL, 
	object_id TEXT NOT NULL, 
	event_id TEXT NOT NULL, 
	CONSTRAINT pk_audit_targets PRIMARY KEY (tenant_id, object_id, event_id), 
	CONSTRAINT fk_audit_targets_tenant_id_event_id FOREIGN KEY(tenant_id, event_id) REFERENCES audit_events (tenant_id, event_id) ON DELETE CASCADE
);
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','6ff93a90-440b-446a-bd0c-b6ad41b02973');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','0jWiWOzfGO_Gij0rbWhh4t6UoGw','57fb7f46-f0b4-4af1-a1cf-5860c944e2fc');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','b209f487-3615-44af-b071-b2a2ccf70c48','f7267b0d-b50f-4756-a81a-e545b86a8848');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','c5d6aaff-bf8b-493b-a011-a93f9f26d8e8','0aad410d-46be-4e6e-8e9d-e6121107e9ce');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','c5d6aaff-bf8b-493b-a011-a93f9f26d8e8','8e1b226a-aab3-4879-9a09-2bebbbfea85b');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','80bd9ed7-e615-4a8f-86e6-e11d638515e7','98413387-43aa-45ce-aace-c024f979c5b6');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','80bd9ed7-e615-4a8f-86e6-e11d638515e7','41f67d50-9c5a-40e0-9e6f-614169314433');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','80bd9ed7-e615-4a8f-86e6-e11d638515e7','53580bb0-f830-4e36-8919-9846dc3be410');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','80bd9ed7-e615-4a8f-86e6-e11d638515e7','7b0a8b7f-e951-4996-bbd5-e2ba485bcd60');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','735e9bf5-2061-4de6-a97d-fca2bad61e92','23f7dcad-24c9-45be-9f53-1db36699b567');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','690d30f0-0454-4f56-9845-4280df046ff4','37fa629f-514d-4df3-840a-3e95f48f8dec');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','fdb1b6f0-367e-4dd1-8693-405d0b23c7cd','9db5dcc9-470c-4798-b362-436c014c4aff');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','690d30f0-0454-4f56-9845-4280df046ff4','47194bfd-fc9d-4a8e-b61f-5dd520d5c0a0');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','690d30f0-0454-4f56-9845-4280df046ff4','69eb0860-39f4-4d69-8c00-eba46f6fd498');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','735e9bf5-2061-4de6-a97d-fca2bad61e92','48620464-cc38-4717-84e3-14a05d07af2a');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','fdb1b6f0-367e-4dd1-8693-405d0b23c7cd','48620464-cc38-4717-84e3-14a05d07af2a');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','735e9bf5-2061-4de6-a97d-fca2bad61e92','94df8180-e384-4d6d-911e-d853b734e670');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','fdb1b6f0-367e-4dd1-8693-405d0b23c7cd','94df8180-e384-4d6d-911e-d853b734e670');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','fdb1b6f0-367e-4dd1-8693-405d0b23c7cd','7306150c-a84d-4d63-a95c-f94f4df2a3a0');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','0ccc9844-f99d-46fb-bb91-9357f659c70b','13fb63ab-01ff-4466-806d-943d1328b578');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','0b0806f3-5ac4-4e78-bf40-47cd51346d3c','7516fa99-30d1-4ff1-a888-475b6c799b38');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','0ccc9844-f99d-46fb-bb91-9357f659c70b','ddb2956a-bf1f-44fe-8609-4b6dec40674d');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','0ccc9844-f99d-46fb-bb91-9357f659c70b','9d0e0936-5190-4259-9fe6-8bbddb72d159');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','b209f487-3615-44af-b071-b2a2ccf70c48','908a97d4-3039-42c3-a871-4729e859675b');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','0b0806f3-5ac4-4e78-bf40-47cd51346d3c','908a97d4-3039-42c3-a871-4729e859675b');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','b209f487-3615-44af-b071-b2a2ccf70c48','1ef51a7a-1d34-4ea8-af38-3947d64b7745');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','0b0806f3-5ac4-4e78-bf40-47cd51346d3c','1ef51a7a-1d34-4ea8-af38-3947d64b7745');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','b209f487-3615-44af-b071-b2a2ccf70c48','62edd59c-5d46-4b6f-95cd-44f814077153');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','0b0806f3-5ac4-4e78-bf40-47cd51346d3c','62edd59c-5d46-4b6f-95cd-44f814077153');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','b209f487-3615-44af-b071-b2a2ccf70c48','ca02ffc1-3193-4e5b-b7a2-573f829c9776');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','0b0806f3-5ac4-4e78-bf40-47cd51346d3c','ca02ffc1-3193-4e5b-b7a2-573f829c9776');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','b209f487-3615-44af-b071-b2a2ccf70c48','c82f13e8-2269-4120-9471-07ccac7e3f23');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','0b0806f3-5ac4-4e78-bf40-47cd51346d3c','c82f13e8-2269-4120-9471-07ccac7e3f23');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','b209f487-3615-44af-b071-b2a2ccf70c48','7c2a5b5f-aabe-4db1-b369-bf87007dcc37');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','0b0806f3-5ac4-4e78-bf40-47cd51346d3c','7c2a5b5f-aabe-4db1-b369-bf87007dcc37');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','b209f487-3615-44af-b071-b2a2ccf70c48','b1b30aac-a6b4-4de2-a5be-78673bd533dd');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','0b0806f3-5ac4-4e78-bf40-47cd51346d3c','b1b30aac-a6b4-4de2-a5be-78673bd533dd');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','b209f487-3615-44af-b071-b2a2ccf70c48','80f23e0d-307d-4a75-afb6-fc78c0f9d3fb');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','0b0806f3-5ac4-4e78-bf40-47cd51346d3c','80f23e0d-307d-4a75-afb6-fc78c0f9d3fb');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','b209f487-3615-44af-b071-b2a2ccf70c48','45281b6b-133c-441a-9b78-9bc97d2ffdf6');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','0b0806f3-5ac4-4e78-bf40-47cd51346d3c','45281b6b-133c-441a-9b78-9bc97d2ffdf6');
INSERT INTO "audit_targets" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','0b0806f3-5ac4-4e78-bf40-47cd51346d3c','5cb619eb-65fd-4c38-ac88-8834fad79e61');
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
INSERT INTO "directory_changes" VALUES(1,'5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','');
INSERT INTO "directory_changes" VALUES(2,'5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','9b25ef28-3515-461b-a4f5-09a12c1d8495');
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
INSERT INTO "domains" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','contoso.onmicrosoft.com',1,1,1,1,'');
CREATE TABLE identifier_uris (
	tenant_id TEXT NOT NULL, 
	uri_key TEXT NOT NULL, 
	app_id TEXT NOT NULL, 
	CONSTRAINT pk_identifier_uris PRIMARY KEY (tenant_id, uri_key), 
	CONSTRAINT fk_identifier_uris_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (tenant_id)
);
INSERT INTO "identifier_uris" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','https://graph.microsoft.com','00000003-0000-0000-c000-000000000000');
INSERT INTO "identifier_uris" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','api://993a8610-bed8-4e15-92ca-4bcd1a54533a','993a8610-bed8-4e15-92ca-4bcd1a54533a');
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
INSERT INTO "password_credentials" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','0ccc9844-f99d-46fb-bb91-9357f659c70b','37c6bec3-89f4-49ee-a7bf-81f2f83be742',0,'tutorial','2026-11-24 20:49:13.000000','2028-11-24 20:49:13.000000','TI9','5994acc9f61906b2',X'938633ADDE235DE3FFD2B7265D9DEFA7CBE493847FBCF972966FEC3999B0565F');
INSERT INTO "password_credentials" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','690d30f0-0454-4f56-9845-4280df046ff4','d385ca9c-040e-460a-a28e-eaf38be8d2ea',0,'tutorial','2026-11-24 20:49:13.000000','2300-09-08 20:49:13.000000','0tq','5994acc9f61906b2',X'D748F0C33EA472B89A4921773E89B0F0B9E248F86095606CC88906A565C7E0FE');
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
INSERT INTO "role_assignments" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','f56d365d-66b3-4f52-99c3-e3a47d5f2318','c5d6aaff-bf8b-493b-a011-a93f9f26d8e8','62e90394-69f5-4237-9190-012177145e10','/','2026-11-24 20:49:12.632256');
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
INSERT INTO "service_principals" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','b209f487-3615-44af-b071-b2a2ccf70c48','00000003-0000-0000-c000-000000000000','2026-11-24 20:49:11.813519',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"key_credentials":[],"created_by_app_id":null}','microsoft graph');
INSERT INTO "service_principals" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','735e9bf5-2061-4de6-a97d-fca2bad61e92','993a8610-bed8-4e15-92ca-4bcd1a54533a','2026-11-24 20:49:12.985649',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"key_credentials":[],"created_by_app_id":null}','ciam-todolist-api');
INSERT INTO "service_principals" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','fdb1b6f0-367e-4dd1-8693-405d0b23c7cd','9b25ef28-3515-461b-a4f5-09a12c1d8495','2026-11-24 20:49:13.122383',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"key_credentials":[],"created_by_app_id":null}','ciam-client-app');
INSERT INTO "service_principals" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','0b0806f3-5ac4-4e78-bf40-47cd51346d3c','232066c1-78b6-4649-af2c-d5b4d525adda','2026-11-24 20:49:13.183775',NULL,'{"account_enabled":true,"app_role_assignment_required":false,"description":null,"notes":null,"login_url":null,"alternative_names":[],"notification_email_addresses":[],"own_tags":[],"key_credentials":[],"created_by_app_id":null}','daemonry-management');
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
INSERT INTO "signing_keys" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','0jWiWOzfGO_Gij0rbWhh4t6UoGw','RS256',X'308202D0308201B8A0030201020214390186F30F3E7C573B7D3B1C2799197C44DA57A2300D06092A864886F70D01010B050030223120301E06035504030C17636F6E746F736F2E6F6E6D6963726F736F66742E636F6D301E170D3236313132333230343931315A170D3331313132333230343931315A30223120301E06035504030C17636F6E746F736F2E6F6E6D6963726F736F66742E636F6D30820122300D06092A864886F70D01010105000382010F003082010A0282010100D9C3456856E3B0C5E3E95132273478367FB45F18E3EAC2DA164432E476DB108B8746B1E2A2C7669C48BE4514A72D365A37ECC38C6DB10725D168019190A6C82B324E8F73C88F06CDF0D460D803764D2EF924BBCF68620C4AE71F4038D0B1E38426D245A255608ADC36F5431081A835147BF5218EF0621256723D6F6BF223F439B5673D23B764DF8225EF7A16B059B5AE50DD1E79C3BF51F5A6001EDD4221D67D322A71B152F6F1B06A194B20221E2B70A7D8F591A1E214D75B31D82D76F876EC7F767C39F869C1520494B38F111F9A46C1909DC9FBD35E5281DD4750CFAEC81C8B2408356C73C74C0138569C3A20A71D19C3683CA622BDA778EB6F178B7C1F470203010001300D06092A864886F70D01010B0500038201010030AA0A7ED1D7C56D23ADE13C14D9E758033D677AE29AF0FE4405C9473019126088850D289728F779ECAE42D7D92F29610DD2A419ACB60F6ECE6E87BB75EE79E6975CB238546F922906065C636DE76975185A648112400AD9E98744950407442AB6FD8D81AE01ECEEF496F0648B6B156C97AED548AE2721911B7F3B458C92452DDDCB19CFE67B2552A7370E6F4A202252198E6CD533542DB6B8051F81353478CA9CA4AE9EF76E42FD8AE9AC53CA378ADB48585D0A6B8431B8AC8D38AED4C86568B9FE8905E0A17FEDDFA9226F2681016C00D01DB15E8308AC10CA67D018FD708BA99848748E499C596F8DD4144B6A765F14DBEAED29DD4896A7DF4A8F57CD51CD',X'0110313132386163353337303362393236322015B3E3930D6BD53984A91C0CE33220E28C24CE8519BB2CED6B01330775AAF1617FF1856FCD5C01777F95598CD9A7235CC7C7E2C1001CFA6AE28C74BE0A78FFA23144A0E3DF456AD6474E1C511CBC8A0F8F39AD09D7946DA697D7004D78BA6188DFE3DA6507A05D42352C00CCEFE8BE51BF02AEC9669E499B8B0B2B498C3FDC30CBA32B3699D60F4EED2755E3FD06254A99D4A3819EBC069D4450F6FF671B8AC942C88A4FB79E2D63804093E7003A9228051B41CF88E93DC9E331C27C45BEE07765B8AF84A23F9236BBC707EDEDE22B17FEF307B53C01C1DF065DB022FA1CD463E8326223A46B7E4C8BAC30436F71F9F76C7013DF937175618A28318EB5D4B5C50C35E648775B3B2BB90B948869A3B85C02B82A20EEEA399770004FA5404121BA0F97435FE926EC07BF6629D15811115020EDDFD9CA9F4B6D9F16168B8468D0A2D81A09CA4D26D2F43D68237BA711D82ABEB053053477B3DFF42DC33DF35D1308085BADD80FC7FDC9078D0BA83903578438AC3E5825E1F8BA094FBC2CE1CF46D8C7C074A56C9B58AD7CF1712F9C243554F3EC2BCB7641F8C490774A211B732F6C5E4BA480625A3BF9B5E75C325BCD30C37CBE068F26E9651A37E16ADF5F557F353E3A5CC80AC19390E6AD1B2E62312587C64A0BDC39D6D525771695FE59CBF0EBA4266D002DE5DC79F3C50ECB2E3F922C2C2A04A375690C920EBC90CD6C95F0C7859E612F7ECB77740021ED33FA648402114214EC3B2044A6192A61CDD53975F2E265543CB3B1AB8C253F7D58A388BCDE98CBCDD9D16235048B7E81BE7193185110E50A7E9BF0CD88F16B517243502767BDC525844D592004E547D79008BB902A36ECDB8842CF43F520752FC951581297FEE0D6F20B3A1640624DE325C0369544557A308FB777CE7B2A75190172C875C425C5188A755FCCDD329F8FC640EA133427EDEF0FCC5EB6A12F29E8C0374AD394025EE7DEFB8170A27685C2BF89D99A84BE276981257D97247FB70F11CC33137F1D2ACD86D1910CE7888995011A015014346FDBA1FEAD4EB9CA7158C660053E250BA5C09015BE11619DC4A04D695717FB3DFF100AD7224AFAE35BE467043874C3736D5EFDABF77759CAB023CF8548E19C0037147765F024C05907E91537F0F3191E2C1D56F63D96AE6AACC97DDE4C15D2CE8979420884116AA4C5E66F342F005CBB41B488A066120B29328A282AE2194B639401B61934A4EC65C0B9081D0E277F449EE06333E2D946E04EDAE6DB48A453E12FFDA6399D185984F1F5BEA8343F339F1B31CA3A367B192C55A1D508B222F380D71C3E874A7376707C8EE95D3F48508401DE4488E75707274E47A8E563CCBB08EC0D57FBF60E031A6EB3BA5B59AB825D9F1C1646608791689D96806DB34992F03E013C5DE37F86E4D996639195BCB02D45B5EE6D199603E9EB8441A8C6CCE440AE2806AB4820D45BCEDBC01AE08502921C179236EE68484F11AFD24A40170FDCCF5142C3F0432216D516DF3082286B3DB93FFFFBF437BAF32096F87E47444025A26F391DE20EA1D9CB31AD04F0ED31D3E3E68956CFD000E02C7FF77B1C4661A3C1435524DC4B0FE3BCE83CE145D9BE89748746895273160622E34EFEAFD221922997EA494609DF07179FBE48D066689D1F9522261EEEC57DEA4830F0C40655534F3759A9100BF4CE6BBA73DAAD066735F2E01AFFD3F262383BC4D5E30382538962BCA606E3B73573D50E26EB46597F5C372D55004C7C77BCC9D6BEB351','2026-11-24 20:49:11.341284','2026-11-24 20:49:11.341276',NULL,NULL,'');
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
INSERT INTO "tenants" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','Contoso','contoso','CIAM','2026-11-24 20:49:11.092046','{"contacts":{"technical":[],"marketing":[],"security_mails":[],"security_phones":[],"privacy_email":null,"privacy_statement_url":null},"app_management":{"is_enabled":false,"application_restrictions":{"password_credentials":[],"key_credentials":[]},"service_principal_restrictions":{"password_credentials":[],"key_credentials":[]}}}');
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
INSERT INTO "users" VALUES('5f5fce37-9a7b-4c99-aef5-7fcb80af5e45','c5d6aaff-bf8b-493b-a011-a93f9f26d8e8','admin@contoso.onmicrosoft.com','admin@contoso.onmicrosoft.com','Administrator','2026-11-24 20:49:12.082193','$argon2id$v=19$m=19456,t=2,p=1$gsCg8oS2eYf+eeh8+YH1pw$p8lLmPhcSlIdg+2Dvj54F4oPORJcmwM0760mzPp4u+g',1,0,0,'2026-11-24 20:49:12.491163',NULL,NULL,'{}');
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
