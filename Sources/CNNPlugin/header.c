// The text of the interface as part of the program, so that whoever has the program has the header.
#include "nnrun_plugin_text.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

const char nnrun_plugin_text[] = {
#embed "include/nnrun_plugin.h"
    , 0};
