#pragma once
#include <sqlite3.h>

/// Opens SQLite, before any other of its functions is called. Returns NULL, or why it could not.
const char *assent_open_sqlite(void);
