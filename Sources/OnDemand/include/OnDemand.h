#pragma once
#include <stddef.h>

// Libraries that are opened when a command first needs them. What a program is linked with, the
// loader reads and relocates before every command: 30 libraries, most of what a short one takes.
//
// `ON_DEMAND(libgit2, "libgit2.so.1", FUNCTIONS)` defines the functions of a list as jumps to those
// of the library, so that they are called by their own names and headers, and
// `assent_open_libgit2`, which must have succeeded before any of them is called.

/// A function of a library and where its address is kept.
struct on_demand_function {
  const char *name;
  void **address;
};

/// Opens a library and finds its functions. Returns NULL, or why it could not, as a text that lasts
/// until the thread's next call.
const char *on_demand_open(
    const char *file, const struct on_demand_function *functions, size_t count);

/// Where an address points before its library is open: ends the program, naming the mistake.
_Noreturn void on_demand_unopened(void);

// A jump leaves registers and stack as they are: arguments of any number and type pass through.
#if defined(__x86_64__)
#define ON_DEMAND_JUMP(name) "jmp *on_demand_" #name "(%rip)\n"
#elif defined(__aarch64__)
#define ON_DEMAND_JUMP(name) \
  "adrp x16, on_demand_" #name "\n" \
  "ldr x16, [x16, :lo12:on_demand_" #name "]\n" \
  "br x16\n"
#else
#error "OnDemand knows no jump for this processor"
#endif

// Hidden, so that the library's own calls of its functions do not come here.
#define ON_DEMAND_DEFINITION(name) \
  __attribute__((visibility("hidden"))) void *on_demand_##name = (void *)on_demand_unopened; \
  __asm__( \
      ".text\n.p2align 4\n.globl " #name "\n.hidden " #name "\n.type " #name ", %function\n" \
      #name ":\n" ON_DEMAND_JUMP(name) ".size " #name ", .-" #name "\n");

#define ON_DEMAND_ENTRY(name) {#name, &on_demand_##name},

#define ON_DEMAND(library, file, FUNCTIONS) \
  FUNCTIONS(ON_DEMAND_DEFINITION) \
  const char *assent_open_##library(void) { \
    static const struct on_demand_function functions[] = {FUNCTIONS(ON_DEMAND_ENTRY)}; \
    return on_demand_open(file, functions, sizeof functions / sizeof *functions); \
  }
