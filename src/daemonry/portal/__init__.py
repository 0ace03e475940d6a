"""The admin center as a surface. So far one page that says where things are."""
