#pragma once
#include <xlsxwriter.h>

/// Opens libxlsxwriter, before any other of its functions is called. Returns NULL, or why it could not.
const char *assent_open_xlsxwriter(void);
