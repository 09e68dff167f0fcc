/** All of Dibao in one JVM: the embedded broker and database server, the five services, and the command that starts them. */
@NullMarked
package org.dibao.standalone;

import org.jspecify.annotations.NullMarked;
