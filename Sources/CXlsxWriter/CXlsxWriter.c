#include "CXlsxWriter.h"

#include "OnDemand.h"

// Every function that is called; the linker names one that is missing here.
#define FUNCTIONS(F) \
  F(format_set_align) \
  F(format_set_bold) \
  F(format_set_bottom) \
  F(format_set_num_format) \
  F(lxw_strerror) \
  F(workbook_add_format) \
  F(workbook_add_worksheet) \
  F(workbook_close) \
  F(workbook_new_opt) \
  F(workbook_set_properties) \
  F(worksheet_autofilter) \
  F(worksheet_freeze_panes) \
  F(worksheet_repeat_rows) \
  F(worksheet_set_column) \
  F(worksheet_set_landscape) \
  F(worksheet_write_number) \
  F(worksheet_write_string) \
  F(worksheet_write_unixtime)

ON_DEMAND(xlsxwriter, "libxlsxwriter.so." LXW_SOVERSION, FUNCTIONS)
