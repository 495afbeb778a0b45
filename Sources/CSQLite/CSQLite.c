#include "CSQLite.h"

#include "OnDemand.h"

// Every function that is called; the linker names one that is missing here.
#define FUNCTIONS(F) \
  F(sqlite3_bind_int64) \
  F(sqlite3_bind_null) \
  F(sqlite3_bind_text) \
  F(sqlite3_close_v2) \
  F(sqlite3_column_bytes) \
  F(sqlite3_column_count) \
  F(sqlite3_column_int64) \
  F(sqlite3_column_name) \
  F(sqlite3_column_text) \
  F(sqlite3_column_type) \
  F(sqlite3_errcode) \
  F(sqlite3_errmsg) \
  F(sqlite3_exec) \
  F(sqlite3_finalize) \
  F(sqlite3_open_v2) \
  F(sqlite3_prepare_v2) \
  F(sqlite3_reset) \
  F(sqlite3_step)

ON_DEMAND(sqlite, "libsqlite3.so.0", FUNCTIONS)
