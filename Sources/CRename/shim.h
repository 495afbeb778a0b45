// Renaming that never replaces, and exchanges: glibc shows it to GNU sources alone.
#ifndef ASSENT_CRENAME_H
#define ASSENT_CRENAME_H

enum assent_rename { rename_noreplace = 1, rename_exchange = 2 };

extern int renameat2(int, const char *, int, const char *, unsigned int);

#endif
