// The text of the interface as part of the program, so that whoever has the program has the header.
#include "nnrun_plugin_text.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const char text[] = {
#embed "include/nnrun_plugin.h"
    , 0};

const char *nnrun_plugin_text(void) { return text; }
