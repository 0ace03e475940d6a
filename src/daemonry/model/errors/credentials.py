"""What is refused of secrets, certificates and federated identity credentials."""

from __future__ import annotations

from daemonry.model.errors.rule import BAD, Rule

PASSWORD_NOT_SETTABLE = Rule(
    BAD,
    "New password credentials must be generated with service actions.",
    "POST to .../addPassword; the secret is made by the server.",
)
PASSWORD_NOT_FOUND = Rule(BAD, "No password credential found with keyId.")
PASSWORD_LIFETIME = Rule(
    "InvalidKeyEndDate",
    "The end date of a password credential must lie after its start date and in the future.",
)
CREDENTIAL_LIFETIME_BY_POLICY = Rule(
    "CredentialInvalidLifetimeAsPerAppPolicy",
    "Credential lifetime exceeds the max value allowed as per assigned policy '{policy}'.",
    "Ask for an earlier end date, or see /policies/defaultAppManagementPolicy.",
)
CREDENTIAL_TYPE_BY_POLICY = Rule(
    "CredentialTypeNotAllowedAsPerAppPolicy",
    "Credential type is not allowed as per assigned policy.",
    "Let the daemon prove itself by a certificate or a federated credential.",
)
FEDERATED_CREDENTIAL_NOT_FOUND = Rule(
    "Request_ResourceNotFound",
    "Resource '{id}' does not exist or one of its queried reference-property objects are not"
    " present.",
    "See the application's federated credentials with 'daemonry federation list'.",
)
FEDERATED_NAME_FORM = Rule(
    BAD,
    "The name '{name}' of a federated identity credential is not valid: 3 to 120 letters, digits,"
    " '-' and '_', beginning with a letter or digit.",
)
FEDERATED_NAME_FIXED = Rule(
    BAD,
    "The name of a federated identity credential cannot be changed.",
    "Remove it and add another one under the new name.",
)
FEDERATED_NAME_TAKEN = Rule(
    "Request_MultipleObjectsWithSameKeyValue",
    "FederatedIdentityCredential with name {name} already exists.",
)
FEDERATED_SUBJECT_TAKEN = Rule(
    "Request_MultipleObjectsWithSameKeyValue",
    "FederatedIdentityCredential with the same issuer and subject already exists: {name}.",
)
FEDERATED_ISSUER_FORM = Rule(
    BAD,
    "The issuer '{issuer}' is not valid: {reason}.",
    "Give it exactly as in the tokens' 'iss': an https URL, a slash at the end included or not.",
)
FEDERATED_ISSUER_OURS = Rule(
    BAD,
    "The issuer '{issuer}' is this server itself; its tokens may not be used for federated"
    " identity flows.",
    "A daemon of this server signs in with its own credential: a secret, a certificate, or the"
    " token of another issuer.",
)
FEDERATED_AUDIENCES = Rule(
    BAD,
    "A federated identity credential has exactly one audience of at most {limit} characters.",
    "The usual one is api://AzureADTokenExchange.",
)
FEDERATED_SUBJECT_XOR_EXPRESSION = Rule(
    BAD,
    "A federated identity credential has either a subject or a claimsMatchingExpression.",
)
FEDERATED_EXPRESSION = Rule(
    BAD,
    "The claimsMatchingExpression is not valid at character {position}: {reason}.",
    "An example: claims['sub'] matches 'repo:contoso/*' and claims['environment'] eq 'production'",
)
FEDERATED_KEYS = Rule(
    BAD,
    "The pinned keys are not valid: {reason}.",
    "Give the JWKS as the issuer publishes it at its jwks_uri.",
)
CERTIFICATE_REFUSED = Rule(
    "KeyCredentialsInvalid",
    "The certificate cannot be registered: {reason}.",
    "Give an X.509 certificate in DER or PEM with an RSA key of 2048 to 4096 bits or a P-256,"
    " P-384, P-521 or Ed25519 key.",
)
PRIVATE_KEY_GIVEN = Rule(
    "KeyCredentialsInvalid",
    "The certificate cannot be registered: a private key was sent with it.",
    "Send the certificate alone, and treat the private key that was sent as disclosed.",
)
KEY_NOT_FOUND = Rule(BAD, "No key credential found with keyId.")
KEY_LIFETIME = Rule(
    "KeyCredentialsInvalidEndDate",
    "Key credential start and end must lie within the validity of its certificate.",
    "Leave startDateTime and endDateTime out to take those of the certificate.",
)
AUTHORITY_NOT_FOUND = Rule(
    "Request_ResourceNotFound",
    "The certificate authority '{id}' does not exist.",
    "See them with 'daemonry authority list'.",
)
SUBJECT_NOT_TRUSTED = Rule(
    BAD,
    "The application does not trust the name '{name}' of this certificate authority.",
    "See what it trusts with 'daemonry authority trusted'.",
)
KEY_PROOF = Rule(
    "Authorization_RequestDenied",
    "The proof of possession is not valid: {reason}.",
    "Sign a JWT of at most ten minutes with a certificate that the application has, with iss its"
    " object ID and aud 00000002-0000-0000-c000-000000000000; or PATCH keyCredentials.",
)
PASSWORD_COMMON = Rule(
    BAD,
    "This password is among those that are guessed first.",
    "Choose several words that have nothing to do with each other, or let a program make one.",
)
PASSWORD_SAME = Rule(
    BAD, "This is the password that the account has already.", "Choose another one."
)
CODE_WRONG = Rule(
    BAD,
    "The code is wrong, or it was used before.",
    "Wait for the next code of the app; its clock and the server's must agree.",
)
PASSWORDS_DIFFER = Rule(BAD, "The two passwords differ.")
TOO_MANY_ATTEMPTS = Rule(BAD, "Too many attempts. Try again in {seconds} seconds.")
ACCOUNT_CHANGED = Rule(BAD, "The account was changed meanwhile.", "Look at it, and try again.")
PASSWORD_WRONG = Rule(BAD, "The current password is wrong.", "Nothing was changed.")
PASSKEY_KNOWN = Rule(BAD, "This passkey is registered already.")
PASSKEY_UNKNOWN = Rule(
    BAD,
    "No account here has this passkey, or it belongs to another account.",
    "Use another passkey, or sign in with the password.",
)
PASSKEY_UNVERIFIED = Rule(
    BAD,
    "The passkey could not be verified.",
    "Use it at this very address, with its PIN, your fingerprint or your face.",
)
PASSKEY_COPIED = Rule(
    BAD,
    "The passkey counts fewer uses than before: somebody may have copied it.",
    "Sign in another way, remove this passkey, and register another.",
)
PASSKEY_TOO_LATE = Rule(BAD, "The page was open for too long, or used before.", "Try again.")
LAST_ADMINISTRATOR = Rule(
    BAD,
    "This is the last Global Administrator who can sign in.",
    "Make somebody else Global Administrator first.",
)
PASSWORD_POLICY = Rule(
    BAD,
    "A password has {least} to {most} characters.",
    "Fifteen characters or more are advised.",
)
