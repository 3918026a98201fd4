#include "tables.h"

#define SET baseline
#if defined(__aarch64__)
#define ROWS 6
#else
#define ROWS 2
#endif
#define VECTORS 1
#include "both_types.inc.h"
