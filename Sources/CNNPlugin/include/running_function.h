#ifndef NNRUN_RUNNING_FUNCTION_H
#define NNRUN_RUNNING_FUNCTION_H

/// The function of a library that a thread runs, for the message if it crashes.
typedef struct {
  /// What messages call it, and its length in bytes.
  const char *name;
  long length;
} nnrun_running_function;

/// The function that this thread runs; its name is NULL if it runs none. A signal handler may ask,
/// too: it runs on the thread that has caused the signal.
nnrun_running_function *nnrun_running(void);

#endif
