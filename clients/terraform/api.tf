# The web API: tokens of version 2 with idtyp, and two app roles.

locals {
  # The identifiers of app roles are chosen by whoever makes the roles, and stay.
  app_roles = {
    "ToDoList.Read.All"      = "7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8b01"
    "ToDoList.ReadWrite.All" = "7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8b02"
  }
}

resource "azuread_application" "api" {
  display_name     = "${var.names}-ToDoList-api"
  description      = "The to-do API of the tutorial"
  sign_in_audience = "AzureADMyOrg"
  owners           = [data.azuread_client_config.current.object_id]

  api {
    requested_access_token_version = 2

    oauth2_permission_scope {
      id                         = "7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8b03"
      value                      = "ToDoList.Read"
      type                       = "User"
      admin_consent_display_name = "Read to-do items"
      admin_consent_description  = "Allows the app to read the user's to-do items"
      user_consent_display_name  = "Read your to-do items"
      user_consent_description   = "Allows the app to read your to-do items"
    }
  }

  dynamic "app_role" {
    for_each = local.app_roles
    content {
      id                   = app_role.value
      value                = app_role.key
      display_name         = app_role.key
      description          = "Allows the app to use ${app_role.key}"
      allowed_member_types = ["Application"]
    }
  }

  optional_claims {
    access_token {
      name = "idtyp"
    }
  }

  lifecycle {
    ignore_changes = [
      identifier_uris,                  # azuread_application_identifier_uri below
      api[0].known_client_applications, # azuread_application_known_clients in daemon.tf
    ]
  }
}

resource "azuread_application_identifier_uri" "api" {
  application_id = azuread_application.api.id
  identifier_uri = "api://${azuread_application.api.client_id}"
}

resource "azuread_service_principal" "api" {
  client_id = azuread_application.api.client_id
  owners    = [data.azuread_client_config.current.object_id]
  tags      = ["WindowsAzureActiveDirectoryIntegratedApp"]

  depends_on = [azuread_application_identifier_uri.api]
}
