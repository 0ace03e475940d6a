# The daemon: what it asks for, how it authenticates, and what it was granted.

resource "azuread_application" "daemon" {
  display_name     = "${var.names}-client-app"
  description      = "A program without a user"
  sign_in_audience = "AzureADMyOrg"
  owners           = [data.azuread_client_config.current.object_id]

  required_resource_access {
    resource_app_id = azuread_application.api.client_id

    dynamic "resource_access" {
      for_each = local.app_roles
      content {
        id   = resource_access.value
        type = "Role"
      }
    }
  }
}

resource "azuread_service_principal" "daemon" {
  client_id = azuread_application.daemon.client_id
  owners    = [data.azuread_client_config.current.object_id]
}

resource "azuread_application_password" "daemon" {
  application_id = azuread_application.daemon.id
  display_name   = "app secret"
}

resource "azuread_application_certificate" "daemon" {
  count = var.certificate == null ? 0 : 1

  application_id = azuread_application.daemon.id
  type           = "AsymmetricX509Cert"
  value          = var.certificate
}

resource "azuread_application_federated_identity_credential" "daemon" {
  count = var.workload == null ? 0 : 1

  application_id = azuread_application.daemon.id
  display_name   = "workload"
  description    = "Tokens of the workload stand for the daemon"
  issuer         = var.workload.issuer
  subject        = var.workload.subject
  audiences      = ["api://AzureADTokenExchange"]
}

resource "azuread_application_pre_authorized" "daemon" {
  application_id       = azuread_application.api.id
  authorized_client_id = azuread_application.daemon.client_id
  permission_ids       = [azuread_application.api.oauth2_permission_scope_ids["ToDoList.Read"]]
}

resource "azuread_application_known_clients" "api" {
  application_id   = azuread_application.api.id
  known_client_ids = [azuread_application.daemon.client_id]
}

# Admin consent: without these two the daemon gets a token that carries no roles.
resource "azuread_app_role_assignment" "daemon" {
  for_each = local.app_roles

  principal_object_id = azuread_service_principal.daemon.object_id
  resource_object_id  = azuread_service_principal.api.object_id
  app_role_id         = azuread_service_principal.api.app_role_ids[each.key]
}
