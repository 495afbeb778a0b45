#include <rnp/rnp.h>
#include <stdlib.h>

// Debian's build reports every bad signature on standard error, unless this variable, which it
// reads once, forbids it.
static inline void assent_silence_rnp(void) {
  setenv("RNP_LOG_CONSOLE", "0", 1);
}

// Macros with casts, which Swift cannot import.
static const uint32_t assent_rnp_public_keys = RNP_LOAD_SAVE_PUBLIC_KEYS;
static const uint32_t assent_rnp_permissive = RNP_LOAD_SAVE_PERMISSIVE;
static const uint32_t assent_rnp_override = RNP_SECURITY_OVERRIDE;
static const uint32_t assent_rnp_prohibited = RNP_SECURITY_PROHIBITED;
