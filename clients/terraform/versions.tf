terraform {
  required_version = ">= 1.5"
  required_providers {
    azuread = {
      source  = "hashicorp/azuread"
      version = ">= 3.0"
    }
  }
}

# Everything about the server comes from the environment, so that the same files work against
# Daemonry and against Microsoft Entra: ARM_METADATA_HOSTNAME (Daemonry only), ARM_TENANT_ID,
# ARM_CLIENT_ID, ARM_CLIENT_SECRET, and SSL_CERT_FILE for a CA of one's own.
provider "azuread" {
  use_cli                      = false
  disable_terraform_partner_id = true
}

data "azuread_client_config" "current" {}
