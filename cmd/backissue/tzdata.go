package main

import _ "time/tzdata" // where the system has no time zones
