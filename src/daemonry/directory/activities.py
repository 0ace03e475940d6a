"""Names of what can happen in the directory, as Entra's audit log spells them.

Activities that Entra does not have are marked; their names follow its pattern
(Entra: reference-audit-activities).
"""

from __future__ import annotations

from typing import Final

ADD: Final = "Add"
ASSIGN: Final = "Assign"
UPDATE: Final = "Update"
UNASSIGN: Final = "Unassign"
DELETE: Final = "Delete"

ADD_APPLICATION: Final = "Add application"
UPDATE_APPLICATION: Final = "Update application"
UPDATE_CREDENTIALS: Final = "Update application - Certificates and secrets management"
RENEW_DIGEST: Final = "Renew client secret digest"  # not an activity of Entra's log
DELETE_APPLICATION: Final = "Delete application"
PURGE_APPLICATION: Final = "Hard Delete application"
RESTORE_APPLICATION: Final = "Restore application"
ADD_SERVICE_PRINCIPAL: Final = "Add service principal"
UPDATE_SERVICE_PRINCIPAL: Final = "Update service principal"
REMOVE_SERVICE_PRINCIPAL: Final = "Remove service principal"
PURGE_SERVICE_PRINCIPAL: Final = "Hard delete service principal"
RESTORE_SERVICE_PRINCIPAL: Final = "Restore service principal"
ADD_PRINCIPAL_CREDENTIALS: Final = "Add service principal credentials"
REMOVE_PRINCIPAL_CREDENTIALS: Final = "Remove service principal credentials"
ADD_APPLICATION_OWNER: Final = "Add owner to application"
REMOVE_APPLICATION_OWNER: Final = "Remove owner from application"
ADD_SERVICE_PRINCIPAL_OWNER: Final = "Add owner to service principal"
REMOVE_SERVICE_PRINCIPAL_OWNER: Final = "Remove owner from service principal"
ADD_ASSIGNMENT: Final = "Add app role assignment to service principal"
REMOVE_ASSIGNMENT: Final = "Remove app role assignment from service principal"
ADD_GRANT: Final = "Add delegated permission grant"
UPDATE_GRANT: Final = "Update delegated permission grant"  # not an activity of Entra's log
REMOVE_GRANT: Final = "Remove delegated permission grant"
ADD_ROLE_MEMBER: Final = "Add member to role"
REMOVE_ROLE_MEMBER: Final = "Remove member from role"
CONSENT: Final = "Consent to application"
REVOKE_CONSENT: Final = "Revoke consent"
SIGN_IN: Final = "Sign in to admin center"  # Entra keeps these in its sign-in log
SIGN_OUT: Final = "Sign out of admin center"  # likewise
ADD_TENANT: Final = "Create tenant"  # not an activity of Entra's log
REMOVE_TENANT: Final = "Delete tenant"  # likewise
UPDATE_ORGANIZATION: Final = "Set Company Information"
UPDATE_NOTICES: Final = "Update expiry notices"  # these three are not activities of Entra's log
TEST_NOTICES: Final = "Test expiry notices"
GIVE_UP_NOTICE: Final = "Give up expiry notice"
ADD_DOMAIN: Final = "Add unverified domain"
VERIFY_DOMAIN: Final = "Verify domain"
UPDATE_DOMAIN: Final = "Update domain"
REMOVE_DOMAIN: Final = "Remove domain"  # Entra tells verified from unverified
ADD_SIGNING_KEY: Final = "Add token signing key"  # these five are not activities of Entra's log
ACTIVATE_SIGNING_KEY: Final = "Activate token signing key"
RETIRE_SIGNING_KEY: Final = "Retire token signing key"
WITHDRAW_SIGNING_KEY: Final = "Withdraw token signing key"
REVOKE_SIGNING_KEY: Final = "Revoke token signing key"
ADD_POLICY: Final = "Add policy"
UPDATE_POLICY: Final = "Update policy"
DELETE_POLICY: Final = "Delete policy"
ADD_POLICY_TO_APPLICATION: Final = "Add policy to application"
REMOVE_POLICY_FROM_APPLICATION: Final = "Remove policy from application"
ADD_POLICY_TO_SERVICE_PRINCIPAL: Final = "Add policy to service principal"
REMOVE_POLICY_FROM_SERVICE_PRINCIPAL: Final = "Remove policy from service principal"
BIND_MANAGED_IDENTITY: Final = "Bind managed identity"  # not an activity of Entra's log
UNBIND_MANAGED_IDENTITY: Final = "Unbind managed identity"  # likewise
ADD_AUTHORITY: Final = "Add certificate authority"  # not an activity of Entra's log
REMOVE_AUTHORITY: Final = "Remove certificate authority"  # nor this
ADD_USER: Final = "Add user"
UPDATE_USER: Final = "Update user"
DELETE_USER: Final = "Delete user"
RESTORE_USER: Final = "Restore user"
PURGE_USER: Final = "Hard delete user"
RESET_PASSWORD: Final = "Reset user password"  # noqa: S105 - an activity
CHANGE_PASSWORD: Final = "Change user password"  # noqa: S105 - likewise
REVOKE_SESSIONS: Final = "Update StsRefreshTokenValidFrom Timestamp"  # as Entra words it
CREATE_SETUP_LINK: Final = "Create setup link"  # these five are not activities of Entra's log
ADD_METHOD: Final = "User registered security info"
REMOVE_METHOD: Final = "User deleted security info"
CHANGE_METHOD: Final = "User changed security info"
RENEW_RECOVERY_CODES: Final = "Renew recovery codes"
USE_RECOVERY_CODE: Final = "Use recovery code"
