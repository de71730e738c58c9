package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
)

// config are the settings of a seat's agent. Lists that are left out have the values of defaults.
type config struct {
	Server    string   `json:"server"`     // https://exam.example.cn
	State     string   `json:"state"`      // folder of key and token
	Files     []string `json:"files"`      // attested, beside the agent itself
	Remote    []string `json:"remote"`     // names of programs for remote access
	Ports     []int    `json:"ports"`      // on which nobody may listen: remote access and debugging
	Browsers  []string `json:"browsers"`   // names of the browser's processes
	Forbidden []string `json:"forbidden"`  // host:port that must not be reached from the room
	Kiosk     string   `json:"kiosk_path"` // path of the seat's page
}

func defaults() config {
	return config{
		State: "/var/lib/suikao-agent", Kiosk: "/kiosk",
		Files: []string{"/usr/lib/chromium/chromium", "/usr/bin/chromium", "/etc/chromium/policies/managed/suikao.json",
			"/etc/systemd/system/suikao-kiosk.service", "/etc/suikao-agent.json"},
		Remote: []string{"sshd", "dropbear", "telnetd", "x11vnc", "x0vncserver", "xvnc", "vncserver", "vino-server", "wayvnc", "krfb", "gnome-remote-de",
			"gnome-remote-desktop-daemon", "xrdp", "xrdp-sesman", "nxserver", "nxserver.bin", "x2goserver", "teamviewerd", "teamviewer", "anydesk", "rustdesk",
			"sunlogin", "sunloginclient", "oray", "todesk", "todesk_service", "dwagent", "remoting_host", "chrome-remote-desktop-host", "parsecd",
			"sunshine", "nomachine", "meshagent", "scrcpy", "barrier", "barrierc", "synergyc", "input-leapc", "xdotool", "ydotoold"},
		Ports:    []int{22, 23, 3389, 5900, 5901, 5902, 5938, 7070, 9222, 9223, 9229, 21118},
		Browsers: []string{"chromium", "chrome", "chromium-browser", "google-chrome"},
	}
}

// readConfig reads the settings; a missing file means the defaults, which name no server.
func readConfig(file string) (config, error) {
	c := defaults()
	b, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return c, nil
	}
	if err != nil {
		return c, err
	}
	if err := json.Unmarshal(b, &c); err != nil {
		return c, fmt.Errorf("%s: %w", file, err)
	}
	return c, nil
}

// base is the checked address of the server.
func (c config) base() (*url.URL, error) {
	u, err := url.Parse(c.Server)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, fmt.Errorf("the setting server has to be the address of the service, like https://exam.example.cn")
	}
	host := u.Hostname()
	if u.Scheme == "http" && host != "localhost" && host != "127.0.0.1" && host != "::1" {
		return nil, fmt.Errorf("the setting server has to begin with https")
	}
	return u, nil
}
