#include "CLibgit2.h"

#include "OnDemand.h"

// Every function that is called; the linker names one that is missing here.
#define FUNCTIONS(F) \
  F(git_buf_dispose) \
  F(git_config_free) \
  F(git_config_get_string) \
  F(git_config_iterator_free) \
  F(git_config_iterator_glob_new) \
  F(git_config_multivar_iterator_new) \
  F(git_config_next) \
  F(git_config_open_default) \
  F(git_config_parse_path) \
  F(git_error_clear) \
  F(git_error_last) \
  F(git_libgit2_init) \
  F(git_libgit2_opts) \
  F(git_object_free) \
  F(git_object_id) \
  F(git_odb_add_disk_alternate) \
  F(git_odb_free) \
  F(git_odb_hash) \
  F(git_odb_object_data) \
  F(git_odb_object_free) \
  F(git_odb_object_size) \
  F(git_odb_object_type) \
  F(git_odb_read) \
  F(git_odb_read_header) \
  F(git_odb_write) \
  F(git_reference_free) \
  F(git_reference_iterator_free) \
  F(git_reference_iterator_new) \
  F(git_reference_lookup) \
  F(git_reference_name) \
  F(git_reference_next) \
  F(git_reference_resolve) \
  F(git_reference_symbolic_target) \
  F(git_reference_target) \
  F(git_repository_commondir) \
  F(git_repository_config) \
  F(git_repository_config_snapshot) \
  F(git_repository_free) \
  F(git_repository_odb) \
  F(git_repository_open_ext) \
  F(git_repository_path) \
  F(git_repository_workdir) \
  F(git_revparse_single)

ON_DEMAND(libgit2, "libgit2.so." LIBGIT2_SOVERSION, FUNCTIONS)

// libgit2 parses the machine's certificates whenever it starts, for the TLS that nobody asks of it
// here: 52 million instructions, a third of a gate on a small history. Builds with mbed TLS, as
// Debian's, find this function before the real one and go on without certificates; others do not
// look for it.
__attribute__((visibility("default"), used)) int mbedtls_x509_crt_parse_file(
    void *chain, const char *path) {
  (void)chain;
  (void)path;
  return -0x2900;  // MBEDTLS_ERR_X509_FILE_IO_ERROR
}
