#include "tables.h"

#define SET baseline
#define TILE 4
#include "both_types.inc.h"
