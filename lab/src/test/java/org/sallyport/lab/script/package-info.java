/** Scripts held against a checker of bash, and against a grammar of PowerShell. */
@NullMarked
package org.sallyport.lab.script;

import org.jspecify.annotations.NullMarked;
