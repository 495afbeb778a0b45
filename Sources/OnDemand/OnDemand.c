#include "OnDemand.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

const char *on_demand_open(
    const char *file, const struct on_demand_function *functions, size_t count) {
  // Never closed. Local: what it brings along does not become anyone else's.
  void *library = dlopen(file, RTLD_LAZY | RTLD_LOCAL);
  if (!library) return dlerror();
  for (size_t i = 0; i < count; i++) {
    void *address = dlsym(library, functions[i].name);
    if (!address) return dlerror();
    *functions[i].address = address;
  }
  return NULL;
}

_Noreturn void on_demand_unopened(void) {
  fputs("assent: a library was called before it was opened\n", stderr);
  abort();
}
