# The settings of the example daemons in clients/, as `terraform output -json` prints them.

data "azuread_application" "api" {
  client_id  = azuread_application.api.client_id
  depends_on = [azuread_application_identifier_uri.api]
}

data "azuread_service_principal" "daemon" {
  display_name = azuread_service_principal.daemon.display_name
  depends_on   = [azuread_app_role_assignment.daemon]
}

output "tenant_id" {
  value = data.azuread_client_config.current.tenant_id
}

output "client_id" {
  value = data.azuread_service_principal.daemon.client_id
}

output "client_secret" {
  value     = azuread_application_password.daemon.value
  sensitive = true
}

output "scopes" {
  value = one(data.azuread_application.api.identifier_uris)
}
