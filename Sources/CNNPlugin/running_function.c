// Swift has no variables that belong to a thread.
#include "running_function.h"

static _Thread_local nnrun_running_function running;

nnrun_running_function *nnrun_running(void) { return &running; }
