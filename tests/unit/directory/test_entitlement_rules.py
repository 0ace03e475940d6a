"""App roles and permission scopes: alphabet, uniqueness, and disable before delete."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.directory.arrange import CONTOSO, NOW

from daemonry.directory.entitlement_rules import check_entitlements
from daemonry.model.application import (
    ApiSettings,
    Application,
    AppRole,
    PermissionScope,
    PreAuthorizedApplication,
)
from daemonry.model.errors import (
    DUPLICATE_VALUE,
    ENABLED_ENTITLEMENT,
    INVALID_PROPERTY,
    INVALID_ROLE_VALUE,
    REQUIRED_PROPERTY,
    SHARED_ENTITLEMENT_DIFFERS,
    TOO_LONG,
    TOO_MANY,
    UNKNOWN_DELEGATED_PERMISSION,
    InvalidError,
)
from daemonry.model.ids import AppId, ObjectId, RoleId


def guid(number):
    return RoleId(f"aaaaaaaa-0000-4000-8000-{number:012x}")


def role(number=1, value="Read", **changes):
    plain = AppRole(guid(number), value, "Read", "May read", ("Application",))
    return replace(plain, **changes)


def scope(number=9, value="Scope", **changes):
    plain = PermissionScope(guid(number), value, "Admin", "Read", "May read")
    return replace(plain, **changes)


def application(*entitlements, **changes):
    roles = tuple(item for item in entitlements if isinstance(item, AppRole))
    scopes = tuple(item for item in entitlements if isinstance(item, PermissionScope))
    plain = Application(
        tenant_id=CONTOSO,
        object_id=ObjectId(guid(100)),
        app_id=AppId(guid(101)),
        display_name="api",
        created_at=NOW,
        app_roles=roles,
        api=ApiSettings(2, oauth2_permission_scopes=scopes),
    )
    return replace(plain, **changes)


def refusal(new, previous=None):
    with pytest.raises(InvalidError) as refused:
        check_entitlements(new, previous)
    return refused.value


@pytest.mark.parametrize(
    "value",
    [
        None,
        "Read",
        "ToDoList.Read.All",
        "a.b",
        "api/read:all",
        "x!#$%&'()*+,-./:;<=>?@[]^_`{|}~",
        "u" * 120,
        "user",
        "0",
    ],
)
def test_a_role_value_may_be(value):
    check_entitlements(application(role(value=value), scope(value="Other")), None)


@pytest.mark.parametrize(
    "value",
    [
        "User",
        "",
        ".Read",
        "two words",
        "tab\tbed",
        "Lesen\u00e4",
        'quo"te',
        "back\\slash",
        "v" * 121,
        "a\n",
    ],
)
@pytest.mark.parametrize("make", [role, scope])
def test_a_role_or_scope_value_may_not_be(value, make):
    error = refusal(application(make(value=value)))
    assert error.rule == INVALID_ROLE_VALUE


def test_a_long_bad_value_is_not_echoed_whole():
    assert "v" * 121 not in str(refusal(application(role(value="v" * 5000))))


def test_a_scope_value_of_a_personal_application_has_40_characters():
    for length, is_refused in ((40, False), (41, True)):
        new = application(
            scope(value="s" * length), sign_in_audience="AzureADandPersonalMicrosoftAccount"
        )
        if is_refused:
            assert refusal(new).rule == INVALID_ROLE_VALUE
        else:
            check_entitlements(new, None)


BAD_ROLES = {
    "identifier is no GUID": (role(role_id="one"), INVALID_PROPERTY),
    "no member type": (role(allowed_member_types=()), INVALID_PROPERTY),
    "unknown member type": (role(allowed_member_types=("Group",)), INVALID_PROPERTY),
    "member type twice": (role(allowed_member_types=("User", "User")), INVALID_PROPERTY),
    "no display name": (role(display_name=""), REQUIRED_PROPERTY),
    "blank display name": (role(display_name="  "), REQUIRED_PROPERTY),
    "no description": (role(description=""), REQUIRED_PROPERTY),
    "long display name": (role(display_name="n" * 101), TOO_LONG),
    "long description": (role(description="d" * 1001), TOO_LONG),
    "line break in a name": (role(display_name="a\nb"), INVALID_PROPERTY),
    "scope of an unknown type": (scope(type="Owner"), INVALID_PROPERTY),
    "scope without admin consent name": (
        scope(admin_consent_display_name=""),
        REQUIRED_PROPERTY,
    ),
    "scope without admin consent text": (scope(admin_consent_description=""), REQUIRED_PROPERTY),
    "scope with a long user consent name": (scope(user_consent_display_name="n" * 101), TOO_LONG),
    "scope with a long user consent text": (scope(user_consent_description="d" * 1001), TOO_LONG),
    "scope identifier is no GUID": (scope(scope_id="one"), INVALID_PROPERTY),
}


@pytest.mark.parametrize("case", sorted(BAD_ROLES))
def test_a_malformed_entitlement_is_refused(case):
    entitlement, rule = BAD_ROLES[case]
    assert refusal(application(entitlement)).rule == rule


DUPLICATES = {
    "two roles, one identifier": (role(1, "A"), role(1, "B")),
    "two roles, one value": (role(1, "A"), role(2, "A")),
    "two scopes, one identifier": (scope(1, "A"), scope(1, "B")),
    "two scopes, one value": (scope(1, "A"), scope(2, "A")),
    "role and scope with one value": (role(1, "A"), scope(2, "A")),
    "a shared pair and a third with its value": (role(1, "A"), scope(1, "A"), scope(2, "A")),
}


@pytest.mark.parametrize("case", sorted(DUPLICATES))
def test_an_identifier_or_value_that_stands_twice_is_refused_with_details(case):
    error = refusal(application(*DUPLICATES[case]))
    assert error.rule == DUPLICATE_VALUE
    assert error.detail_code == "DuplicateValue"
    assert error.target in {"appRoles", "api.oauth2PermissionScopes"}


def test_roles_without_a_value_are_no_duplicates():
    check_entitlements(application(role(1, None), role(2, None)), None)


def test_a_role_and_a_scope_may_share_an_identifier_when_their_texts_agree():
    check_entitlements(application(role(1, "Read"), scope(1, "Read")), None)


@pytest.mark.parametrize(
    "difference",
    [
        {"value": "Other"},
        {"admin_consent_display_name": "Other"},
        {"admin_consent_description": "Other"},
        {"is_enabled": False},
    ],
)
def test_a_role_and_a_scope_that_share_an_identifier_must_agree(difference):
    twin = replace(scope(1, "Read"), **difference)
    assert refusal(application(role(1, "Read"), twin)).rule == SHARED_ENTITLEMENT_DIFFERS


def test_seven_hundred_roles_and_scopes_fit_and_one_more_does_not():
    roles = [role(number, f"R{number}") for number in range(400)]
    scopes = [scope(1000 + number, f"S{number}") for number in range(300)]
    check_entitlements(application(*roles, *scopes), None)
    disabled = role(400, "R400", is_enabled=False)
    assert refusal(application(*roles, disabled, *scopes)).rule == TOO_MANY


FIXED_WHILE_ENABLED = {
    "removing a role": ((role(),), ()),
    "changing a role's value": ((role(),), (role(value="Other"),)),
    "taking a role's value away": ((role(),), (role(value=None),)),
    "changing a role's member types": ((role(),), (role(allowed_member_types=("User",)),)),
    "disabling and changing in one request": (
        (role(),),
        (role(value="Other", is_enabled=False),),
    ),
    "removing a scope": ((scope(),), ()),
    "changing a scope's value": ((scope(),), (scope(value="Other"),)),
    "giving a role a new identifier": ((role(),), (role(2),)),
}


@pytest.mark.parametrize("case", sorted(FIXED_WHILE_ENABLED))
def test_what_is_enabled_in_the_stored_object_is_fixed(case):
    before, after = FIXED_WHILE_ENABLED[case]
    assert refusal(application(*after), application(*before)).rule == ENABLED_ENTITLEMENT


@pytest.mark.parametrize("case", sorted(FIXED_WHILE_ENABLED))
def test_what_is_disabled_in_the_stored_object_may_go(case):
    before, after = FIXED_WHILE_ENABLED[case]
    disabled = tuple(replace(item, is_enabled=False) for item in before)
    check_entitlements(application(*after), application(*disabled))


FREE_WHILE_ENABLED = {
    "texts": role(display_name="Other", description="Other"),
    "disabling": role(is_enabled=False),
    "the order of member types": role(allowed_member_types=("Application",)),
}


@pytest.mark.parametrize("case", sorted(FREE_WHILE_ENABLED))
def test_other_properties_of_an_enabled_role_may_change(case):
    check_entitlements(application(FREE_WHILE_ENABLED[case]), application(role()))


def test_pre_authorization_names_scopes_of_the_same_application():
    known = PreAuthorizedApplication(AppId(guid(50)), (guid(9),))
    unknown = PreAuthorizedApplication(AppId(guid(50)), (guid(8),))
    new = application(scope())
    check_entitlements(
        replace(new, api=replace(new.api, pre_authorized_applications=(known,))), None
    )
    error = refusal(replace(new, api=replace(new.api, pre_authorized_applications=(unknown,))))
    assert error.rule == UNKNOWN_DELEGATED_PERMISSION
    twice = replace(new, api=replace(new.api, pre_authorized_applications=(known, known)))
    assert refusal(twice).rule == DUPLICATE_VALUE
