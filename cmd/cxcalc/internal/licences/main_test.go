package main

import "testing"

func TestLicence(t *testing.T) {
	check := func(text, want string) {
		t.Helper()
		if got := licence([]byte(text)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	check("Permission is hereby granted, free of charge,\n to any person obtaining a copy of this software", "MIT")
	check("Redistribution and use in source and binary forms, with or without modification,\n> are permitted", "BSD")
	check("Redistribution and use in source and binary forms, with or without\nmodification, are permitted provided", "BSD")
	check("                                 Apache License\n                           Version 2.0, January 2004", "Apache-2.0")
	check("Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee", "ISC")
	check("Mozilla Public License Version 2.0", "")
	check("GNU GENERAL PUBLIC LICENSE Version 3", "")
	check("Apache License Version 2.0 ... Mozilla Public License", "") // two licences, one of them not allowed
	check("All rights reserved.", "")
}

func TestLicenceFiles(t *testing.T) {
	check := func(name string, want bool) {
		t.Helper()
		if got := isLicenceFile(name); got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
	check("LICENSE", true)
	check("license.txt", true)
	check("LICENSE-MIT", true)
	check("COPYING", true)
	check("NOTICE", true)
	check("licence.go", false)
	check("README.md", false)
}
