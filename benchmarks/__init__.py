"""Speed, measured side by side; README.md in this folder says how and what came out."""
