#ifndef NNRUN_MEMORY_FILE_H
#define NNRUN_MEMORY_FILE_H

/// Opens an empty file in memory, which no folder has; -1 if that is not possible.
///
/// - name: what debuggers call it
int nnrun_memory_file(const char *name);

#endif
