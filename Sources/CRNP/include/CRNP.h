#pragma once
#include <rnp/rnp.h>

/// Opens RNP, before any other of its functions is called. Returns NULL, or why it could not.
const char *assent_open_rnp(void);

// Macros with casts, which Swift cannot import.
static const uint32_t assent_rnp_public_keys = RNP_LOAD_SAVE_PUBLIC_KEYS;
static const uint32_t assent_rnp_permissive = RNP_LOAD_SAVE_PERMISSIVE;
static const uint32_t assent_rnp_override = RNP_SECURITY_OVERRIDE;
static const uint32_t assent_rnp_prohibited = RNP_SECURITY_PROHIBITED;
