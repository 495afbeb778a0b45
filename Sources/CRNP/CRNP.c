#include "CRNP.h"

#include "OnDemand.h"

// Every function that is called; the linker names one that is missing here.
#define FUNCTIONS(F) \
  F(rnp_add_security_rule) \
  F(rnp_ffi_create) \
  F(rnp_ffi_destroy) \
  F(rnp_import_keys) \
  F(rnp_input_destroy) \
  F(rnp_input_from_memory) \
  F(rnp_key_allows_usage) \
  F(rnp_key_get_uid_count) \
  F(rnp_key_get_uid_handle_at) \
  F(rnp_key_handle_destroy) \
  F(rnp_key_valid_till64) \
  F(rnp_locate_key) \
  F(rnp_set_timestamp) \
  F(rnp_uid_handle_destroy) \
  F(rnp_uid_is_valid)

ON_DEMAND(rnp, "librnp.so.0", FUNCTIONS)
