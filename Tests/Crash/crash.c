// Preloaded into nnrun by tests: counts the calls that change files, and at a given call ends the
// process as a power cut would, or makes this and all later writes fail as a full disk would.
//
//   CRASH_AT=N   kills the process before the N-th of these calls
//   FULL_AT=N    from the N-th of these calls on, nothing can be written
//   CALLS=FILE   at the end, the number of calls is written to this file

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static long calls;

// Whether the call may be made.
static int may_change(void) {
  static long crash_at = -1, full_at = -1;
  if (crash_at < 0) {
    crash_at = getenv("CRASH_AT") ? atol(getenv("CRASH_AT")) : 0;
    full_at = getenv("FULL_AT") ? atol(getenv("FULL_AT")) : 0;
  }
  long number = __atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST);
  if (number == crash_at) kill(getpid(), SIGKILL);
  if (full_at == 0 || number < full_at) return 1;
  errno = ENOSPC;
  return 0;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int file, const void *bytes, size_t count) {
  // Standard streams are not files of a run.
  if (file > STDERR_FILENO && !may_change()) return -1;
  return NEXT(write)(file, bytes, count);
}

int open(const char *path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  mode_t mode = flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
  va_end(arguments);
  if (flags & (O_WRONLY | O_RDWR) && !may_change()) return -1;
  return NEXT(open)(path, flags, mode);
}

int fsync(int file) { return may_change() ? NEXT(fsync)(file) : -1; }

int ftruncate(int file, off_t length) { return may_change() ? NEXT(ftruncate)(file, length) : -1; }

int rename(const char *from, const char *to) { return may_change() ? NEXT(rename)(from, to) : -1; }

int mkdir(const char *path, mode_t mode) { return may_change() ? NEXT(mkdir)(path, mode) : -1; }

int symlink(const char *target, const char *path) {
  return may_change() ? NEXT(symlink)(target, path) : -1;
}

// Room is not needed to remove a file.
int unlink(const char *path) {
  int error = errno;
  may_change();
  errno = error;
  return NEXT(unlink)(path);
}

__attribute__((destructor)) static void report(void) {
  const char *path = getenv("CALLS");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (!file) return;
  fprintf(file, "%ld\n", calls);
  fclose(file);
}
