// Swift does not see what only GNU's C library and Linux have.
#define _GNU_SOURCE
#include "memory_file.h"

#ifdef __linux__
#include <sys/mman.h>

int nnrun_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }
#else
int nnrun_memory_file(const char *name) {
  (void)name;
  return -1;
}
#endif
